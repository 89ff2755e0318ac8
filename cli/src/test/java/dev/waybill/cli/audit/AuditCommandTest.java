package dev.waybill.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.audit.v1.Violation;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The audit of each service by itself, on real sockets. */
final class AuditCommandTest {
  private static final int SERVICES = Services.ALL.size();

  private final List<Violation> violations = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String target = "";
  private Runnable stopServer = () -> {};

  @BeforeEach
  void start() throws IOException {
    LoopbackServer server = LoopbackServer.start(new Audit());
    stopServer = server::close;
    target = server.target();
  }

  @AfterEach
  void stop() {
    stopServer.run();
  }

  @Test
  void asksEveryServiceAndEndsWithTheVerdict() {
    assertThat(audit()).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "audit: %s service%s, 0 violations".formatted(SERVICES, SERVICES == 1 ? "" : "s"));
  }

  @Test
  void printsOneLinePerViolationAndFails() {
    violations.add(violation());

    assertThat(audit()).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(SERVICES + 1)
        .first()
        .isEqualTo("violation X1  things/1  is broken");
  }

  @Test
  void printsOneJsonObjectPerLine() {
    violations.add(violation());

    assertThat(audit("--json")).isEqualTo(1);
    assertThat(out.toString().lines())
        .startsWith(
            "{\"violation\":{\"invariant\":\"X1\",\"resource\":\"things/1\","
                + "\"description\":\"is broken\"}}")
        .last()
        .isEqualTo(
            "{\"verdict\":{\"services\":%s,\"violations\":%s}}".formatted(SERVICES, SERVICES));
  }

  @Test
  void hasNoVerdictIfAServiceDoesNotAnswer() {
    stopServer.run();

    assertThat(audit()).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(Services.ALL.getFirst().title()).contains(target);
  }

  private int audit(String... options) {
    Stream<String> targets =
        Services.ALL.stream().flatMap(it -> Stream.of("--" + it.name() + "-target", target));
    return new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(Stream.concat(Stream.of(options), targets).toArray(String[]::new));
  }

  private static Violation violation() {
    return Violation.newBuilder()
        .setInvariant("X1")
        .setResource("things/1")
        .setDescription("is broken")
        .build();
  }

  /** Answers for any service. */
  private final class Audit extends AuditServiceGrpc.AuditServiceImplBase {
    @Override
    public void checkInvariants(
        CheckInvariantsRequest request, StreamObserver<CheckInvariantsResponse> observer) {
      violations.forEach(
          found ->
              observer.onNext(CheckInvariantsResponse.newBuilder().setViolation(found).build()));
      observer.onCompleted();
    }
  }
}
