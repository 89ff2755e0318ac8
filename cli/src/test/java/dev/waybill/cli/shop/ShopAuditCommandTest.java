package dev.waybill.cli.shop;

import static dev.waybill.local.audit.FakeBook.NOTHING;
import static dev.waybill.local.audit.FakeBook.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.audit.FakeServices;
import dev.waybill.local.stack.Services;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.local.words.Plural;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.BindableService;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What `waybill audit` prints and exits with, on real sockets. */
final class ShopAuditCommandTest {
  private static final String AUDIT = "audit: " + Plural.of(Services.ALL.size(), "service");

  private final FakeServices services = new FakeServices();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String inventoryTarget = "";
  private String target = "";
  private Runnable stopServer = () -> {};

  @BeforeEach
  void start() throws IOException {
    LoopbackServer server = LoopbackServer.start(services.all().toArray(BindableService[]::new));
    stopServer = server::close;
    target = server.target();
    inventoryTarget = target;
  }

  @AfterEach
  void stop() {
    stopServer.run();
  }

  @Test
  void endsWithTheVerdict() {
    services.streamed.completedOrder("1");

    assertThat(audit("--strict")).isZero();
    assertThat(out).hasToString(AUDIT + ", 1 order, 0 violations" + System.lineSeparator());
  }

  @Test
  void printsOneLinePerViolationAndFails() {
    openAuthorization();

    assertThat(audit()).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "violation I2  payments/1  is AUTHORIZED, captured nothing, refunded nothing,"
                + " expected VOIDED, DECLINED or all refunded: the order is REJECTED",
            AUDIT + ", 1 order, 1 violation");
  }

  @Test
  void printsOneJsonObjectPerLine() {
    openAuthorization();

    assertThat(audit("--json")).isEqualTo(1);
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("{\"violation\":{\"invariant\":\"I2\",\"resource\":\"payments/1\"")
        .endsWith("}}");
    assertThat(out.toString())
        .endsWith(
            "{\"verdict\":{\"services\":"
                + Services.ALL.size()
                + ",\"orders\":1,\"violations\":1,\"notices\":0,\"holds_without_order\":0,\"acknowledged\":0}}"
                + System.lineSeparator());
  }

  @Test
  void showsAndCountsAHoldWithoutAnOrder() {
    services.streamed.hold("1", Duration.ofMinutes(14));

    assertThat(audit("--strict")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "hold I7  reservations/1  belongs to an order that order-service does not know, and is"
                + " HELD; it ends by itself in PT14M",
            AUDIT + ", 0 orders, 0 violations, 1 hold without an order");
  }

  @Test
  void givesNoVerdictWhenAServiceCannotBeReached() throws IOException {
    try (ServerSocket closed = new ServerSocket(0)) {
      inventoryTarget = "127.0.0.1:" + closed.getLocalPort();
    }

    assertThat(audit()).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("error: inventory-service at " + inventoryTarget + " cannot be reached: ");
  }

  @Test
  void rejectsAMissingJournal() {
    assertThat(audit("--journal", "missing.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot read missing.jsonl");
  }

  @Test
  void reportsAJournalWithoutAnswers(@TempDir Path folder) throws IOException {
    Path journal = Files.createFile(folder.resolve("journal.jsonl"));

    assertThat(audit("--journal", journal.toString())).isZero();
    assertThat(err.toString()).contains("journal.jsonl contains no answers");
  }

  @Test
  void exitsAsViolatedWhenTheReaderIsGone() {
    openAuthorization();
    // Only writing the second line shows that the reader is gone.
    services
        .streamed
        .order("2", OrderState.ORDER_STATE_REJECTED, euros(5))
        .payment("2", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    CommandRun run =
        CommandRun.waybill(
            closed, Stream.concat(Stream.of("audit"), targets()).toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  private void openAuthorization() {
    services
        .streamed
        .order("1", OrderState.ORDER_STATE_REJECTED, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
  }

  private int audit(String... options) {
    return new CommandLine(new ShopAuditCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(targets(), Stream.of(options)).toArray(String[]::new));
  }

  private Stream<String> targets() {
    return Services.ALL.stream()
        .map(
            service ->
                "--%s-target=%s"
                    .formatted(
                        service.name(),
                        service.equals(Services.INVENTORY) ? inventoryTarget : target));
  }
}
