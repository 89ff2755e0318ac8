package dev.waybill.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.stack.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertsCommandTest {
  @TempDir private Path data;

  @Test
  void makesACertificateForEachServiceAndTheOperator() {
    CommandRun run = CommandRun.of(new CertsCommand(), "--data", data.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("made in " + data.resolve("certs") + ": ca, ")
        .endsWith(", operator" + System.lineSeparator());
    assertThat(Services.ALL)
        .allSatisfy(
            service -> {
              assertThat(run.out()).contains(" " + service.name() + ",");
              assertThat(data.resolve("certs/" + service.name() + ".pem")).isRegularFile();
              assertThat(data.resolve("certs/" + service.name() + "-key.pem")).isRegularFile();
            });
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    CommandRun.of(new CertsCommand(), "--data", data.toString());
    String before = Files.readString(data.resolve("certs/operator.pem"));

    CommandRun run = CommandRun.of(new CertsCommand(), "--data", data.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("all certificates are there: " + data.resolve("certs"));
    assertThat(data.resolve("certs/operator.pem")).hasContent(before);
  }
}
