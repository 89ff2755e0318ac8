package dev.waybill.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.common.channel.BearerToken;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TokenCommandTest {
  @TempDir private Path data;

  @Test
  void makesItsKeyOnceForItsOwnerOnly() throws IOException {
    assertThat(token("--customer", "c1")).contains(".");
    Path key = data.resolve("tokens").resolve("key.json");
    Path jwks = data.resolve("tokens").resolve("jwks.json");
    String first = Files.readString(key);

    var _ = token("--customer", "c2");

    assertThat(Files.readString(key)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(first).contains("\"d\"");
    assertThat(Files.readString(jwks)).doesNotContain("\"d\"");
    assertThat(key.getParent()).isDirectoryNotContaining("glob:**/new*");
  }

  @Test
  void publishesThePublicHalfOfTheKeyThatIsThere() throws IOException {
    var _ = token("--customer", "c1");
    Path jwks = data.resolve("tokens").resolve("jwks.json");
    String ofOldKey = Files.readString(jwks);
    Files.delete(data.resolve("tokens").resolve("key.json"));

    String signedWithNewKey = token("--customer", "ops", "--role", "operator");

    assertThat(Files.readString(jwks)).isNotEqualTo(ofOldKey);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jwks)))
        .isEqualTo("rw-r--r--");
    try (GrpcServer server = server()) {
      audit(server, signedWithNewKey);
    }
  }

  @Test
  void signsWhatAServerWithItsKeyAccepts() {
    String customer = token("--customer", "c1");
    String operator = token("--customer", "ops", "--role", "operator");
    try (GrpcServer server = server()) {
      assertThat(failure(() -> audit(server, customer)))
          .startsWith("PERMISSION_DENIED: the method is for operator only");
      audit(server, operator);
    }
  }

  @Test
  void refusesARoleThatIsNoPersons() {
    CommandRun run = run("--customer", "c1", "--role", "service");

    assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run.err()).contains("expected customer or operator, but was \"service\"");
  }

  @Test
  void explainsADamagedKeyWithoutShowingIt() throws IOException {
    Path folder = Files.createDirectory(data.resolve("tokens"));
    Files.writeString(folder.resolve("key.json"), "secret-text");

    CommandRun run = run("--customer", "c1");

    assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(run.err()).contains("holds no private key").doesNotContain("secret-text");
  }

  private static String failure(ThrowingCallable call) {
    try {
      call.call();
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("the call succeeded");
  }

  private GrpcServer server() {
    return GrpcServer.start(
        CommandLine.populateCommand(
            new ServerSettings(0),
            "--auth-jwks=" + data.resolve("tokens").resolve("jwks.json"),
            "--auth-issuer=waybill-development",
            "--auth-audience=waybill"),
        ServiceWiring.of(
            new AuditServiceGrpc.AuditServiceImplBase() {
              @Override
              public void checkInvariants(
                  CheckInvariantsRequest request,
                  StreamObserver<CheckInvariantsResponse> observer) {
                observer.onCompleted();
              }
            }));
  }

  private static void audit(GrpcServer server, String token) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    try {
      CallCredentials credentials = new BearerToken(token);
      var violations =
          AuditServiceGrpc.newBlockingStub(channel)
              .withCallCredentials(credentials)
              .checkInvariants(CheckInvariantsRequest.getDefaultInstance());
      assertThat(violations.hasNext()).isFalse();
    } finally {
      channel.shutdownNow();
    }
  }

  private String token(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.out().strip();
  }

  private CommandRun run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "token";
    all[1] = "--data";
    all[2] = data.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CommandRun.waybill(all);
  }
}
