package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.audit.AuditCommand;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.up.Credentials.ClientFiles;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services must keep their data, and say clearly why they cannot start. */
@StartsFirst
final class UpTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path data = Path.of("");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Screen screen = Screen.plain(new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void namesThePortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Lifetime lifetime = new Lifetime()) {
      UpSettings settings =
          new UpSettings(new StackPorts(taken.getLocalPort()), data, false, false, false);
      assertThatThrownBy(() -> Up.start(lifetime, settings, screen))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void admitsOperatorsOnlyWhenSecure() {
    try (Lifetime lifetime = new Lifetime()) {
      Up up = start(lifetime);
      ClientFiles files = up.credentials().files().orElseThrow();
      String trust = "--tls-trust=" + files.certificates().authority();

      CommandRun operator = audit(up, trust, "--auth-token-file=" + files.tokens().operator());
      assertThat(operator.err()).isEmpty();
      assertThat(operator.exitCode()).isZero();

      CommandRun customer = audit(up, trust, "--auth-token-file=" + files.tokens().customer());
      assertThat(customer.exitCode()).isEqualTo(3);
      assertThat(customer.err()).contains("PERMISSION_DENIED").contains("for operator only");

      CommandRun stranger = audit(up, trust);
      assertThat(stranger.exitCode()).isEqualTo(3);
      assertThat(stranger.err())
          .contains(
              "UNAUTHENTICATED CREDENTIALS_MISSING: the call has no token; set --auth-token-file");
      assertThat(audit(up).exitCode()).as("plaintext").isEqualTo(3);
    }
  }

  private Up start(Lifetime lifetime) {
    return Up.start(lifetime, new UpSettings(StackPorts.ANY, data, false, true, false), screen);
  }

  private static CommandRun audit(Up up, String... options) {
    Stream<String> targets =
        Services.ALL.stream()
            .map(
                service -> "--%s-target=%s".formatted(service.name(), up.stack().address(service)));
    return CommandRun.of(
        new AuditCommand(), Stream.concat(Stream.of(options), targets).toArray(String[]::new));
  }

  @Test
  void printsWhyPostgresDoesNotRestartAndWhenItIsBack() throws IOException {
    try (Lifetime lifetime = new Lifetime()) {
      Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, false, false, false), screen);
      Path configuration = data.resolve("postgres/data/postgresql.auto.conf");
      byte[] good = Files.readAllBytes(configuration);
      Files.writeString(configuration, "work_mem = much\n");

      ProcessHandle.of(up.postgres().processId()).orElseThrow().destroyForcibly();

      await()
          .atMost(SOON)
          .until(() -> shown.toString(StandardCharsets.UTF_8).contains("auto.conf"));
      Files.write(configuration, good);
      await().atMost(SOON).until(() -> shown.toString(StandardCharsets.UTF_8).contains("is back"));
    }
  }
}
