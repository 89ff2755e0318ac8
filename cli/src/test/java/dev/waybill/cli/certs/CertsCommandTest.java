package dev.waybill.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertsCommandTest {
  @TempDir private Path data;

  @Test
  void makesACertificateForEachService() {
    CommandRun run = CommandRun.of(new CertsCommand(), "--data", data.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            Services.ALL.stream()
                .map(ServiceDefinition::name)
                .collect(
                    Collectors.joining(
                        ", ",
                        "made in " + data.resolve("certs") + ": ca, ",
                        System.lineSeparator())));
    assertThat(Services.ALL)
        .allSatisfy(
            service -> {
              assertThat(data.resolve("certs/" + service.name() + ".pem")).isRegularFile();
              assertThat(data.resolve("certs/" + service.name() + "-key.pem")).isRegularFile();
            });
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    CommandRun.of(new CertsCommand(), "--data", data.toString());
    String before = Files.readString(data.resolve("certs/ca.pem"));

    CommandRun run = CommandRun.of(new CertsCommand(), "--data", data.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("all certificates are there: " + data.resolve("certs"));
    assertThat(data.resolve("certs/ca.pem")).hasContent(before);
  }
}
