package dev.waybill.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.SampleConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
  private static final String DATABASE = "--database-url=jdbc:postgresql://db:5432/ledger";

  private final SampleConfig config = new SampleConfig();
  private final SettingsReader reader = new SettingsReader("sample-service", config, Map.of());

  @Test
  void usesDefaultsForMissingSettings() {
    assertThat(reader.read(DATABASE)).isEmpty();

    assertThat(config.server().port()).isEqualTo(50_059);
    assertThat(config.server().bind()).isEqualTo("127.0.0.1");
    assertThat(config.server().drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.server().healthFile()).isEmpty();
    assertThat(config.server().maxMessageBytes()).isEqualTo(64 * 1024);
  }

  @Test
  void usesGivenSettings() {
    assertThat(
            reader.read(
                DATABASE, "--port", "0", "--drain-timeout=250ms", "--health-file=/tmp/healthy"))
        .isEmpty();

    assertThat(config.server().port()).isZero();
    assertThat(config.server().drainTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.server().healthFile()).contains(Path.of("/tmp/healthy"));
  }

  @Test
  void reportsEveryBadSettingWithVariableValueAndExpectation() {
    assertThat(
            reader.read(
                "--port=65536",
                "--drain-timeout=soon",
                "--max-message-bytes=0",
                "--database-url=mysql://db"))
        .hasSize(4)
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "--port (WAYBILL_PORT): expected a port from 0 (any free one) to 65535,"
                            + " but was \"65536\""),
            line ->
                assertThat(line)
                    .startsWith("--drain-timeout (WAYBILL_DRAIN_TIMEOUT): expected a duration")
                    .endsWith("but was \"soon\""),
            line ->
                assertThat(line)
                    .startsWith("--max-message-bytes (WAYBILL_MAX_MESSAGE_BYTES): expected")
                    .endsWith("but was \"0\""),
            line ->
                assertThat(line)
                    .startsWith("--database-url (WAYBILL_DATABASE_URL): expected")
                    .contains("mysql://db"));
  }

  @Test
  void doesNotReadAFileForAValueThatBeginsWithAnAtSign() {
    assertThat(reader.read(DATABASE, "--database-user", "@ledger")).isEmpty();

    assertThat(config.database().user()).isEqualTo("@ledger");
  }

  @Test
  void rejectsAnArgumentThatNamesAFileOfArguments(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("settings"), "--port=1");

    assertThat(reader.read(DATABASE, "@" + file)).singleElement().asString().contains("@" + file);
  }

  @Test
  void ignoresHelpAndVersionInTheEnvironment() {
    SettingsReader labelled =
        new SettingsReader(
            "sample-service", config, Map.of("WAYBILL_VERSION", "1.2", "WAYBILL_HELP", "true"));

    assertThat(labelled.read(DATABASE)).isEmpty();
    assertThat(labelled.isHelp()).isFalse();
    assertThat(labelled.isVersion()).isFalse();
    assertThat(labelled.ignoredVariables())
        .containsExactlyInAnyOrder(
            "WAYBILL_VERSION is ignored: there is no such setting",
            "WAYBILL_HELP is ignored: there is no such setting");
  }

  @Test
  void rejectsUndecodableValuesWithoutShowingSecrets() {
    SettingsReader garbled =
        new SettingsReader(
            "sample-service", config, Map.of("WAYBILL_DATABASE_PASSWORD", "pass\uFFFDwort"));

    assertThat(garbled.read(DATABASE))
        .singleElement()
        .asString()
        .startsWith("--database-password (WAYBILL_DATABASE_PASSWORD): not ")
        .doesNotContain("wort");
  }

  @Test
  void usesTheEnvironmentForSettingsNotOnTheCommandLine() {
    SettingsReader both =
        new SettingsReader(
            "sample-service",
            config,
            Map.of("WAYBILL_PORT", "1", "WAYBILL_BIND", "0.0.0.0", "PORT", "2"));

    assertThat(both.read(DATABASE, "--port", "3")).isEmpty();
    assertThat(config.server().port()).isEqualTo(3);
    assertThat(config.server().bind()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsASwitchFromTheEnvironment(boolean value) {
    assertThat(reader(Map.of("WAYBILL_ALLOW_PLAINTEXT", "" + value)).read(DATABASE)).isEmpty();

    assertThat(config.server().allowPlaintext()).isEqualTo(value);
  }

  @Test
  void readsASwitchFromTheCommandLine() {
    assertThat(reader.read(DATABASE, "--allow-plaintext", "--port=3")).isEmpty();

    assertThat(config.server().allowPlaintext()).isTrue();
  }

  @Test
  void treatsAnEmptyVariableAsNotSet() {
    assertThat(reader(Map.of("WAYBILL_PORT", "", "WAYBILL_LOG_LEVEL", "")).read(DATABASE))
        .isEmpty();

    assertThat(config.server().port()).isEqualTo(50_059);
    assertThat(config.server().logLevel()).isEqualTo(LogLevel.INFO);
  }

  @Test
  void ignoresKubernetesVariablesOfAServiceWithOurName() {
    SettingsReader inPod =
        reader(
            Map.of(
                "WAYBILL_PORT", "tcp://10.96.0.17:50051",
                "WAYBILL_SERVICE_HOST", "10.96.0.17",
                "WAYBILL_SERVICE_PORT", "50051",
                "WAYBILL_SERVICE_PORT_GRPC", "50051",
                "WAYBILL_PORT_50051_TCP", "tcp://10.96.0.17:50051",
                "WAYBILL_PORT_50051_TCP_ADDR", "10.96.0.17"));

    assertThat(inPod.read(DATABASE)).isEmpty();
    assertThat(config.server().port()).isEqualTo(50_059);
    assertThat(inPod.ignoredVariables())
        .singleElement()
        .asString()
        .startsWith("WAYBILL_PORT=tcp://10.96.0.17:50051 is ignored: Kubernetes sets it")
        .contains("enableServiceLinks: false");
  }

  @Test
  void suggestsTheClosestVariable() {
    SettingsReader misspelt =
        reader(Map.of("WAYBILL_DATABSE_URL", "jdbc:postgresql://db/x", "WAYBILL_HUE", "red"));
    misspelt.read(DATABASE);

    assertThat(misspelt.ignoredVariables())
        .containsExactly(
            "WAYBILL_DATABSE_URL is ignored: there is no such setting; did you mean"
                + " WAYBILL_DATABASE_URL?",
            "WAYBILL_HUE is ignored: there is no such setting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=-1",
        "--port=",
        "--bind=",
        "--bind=127.0.0.1:80",
        "--bind=http://host",
        "--drain-timeout=-1s",
        "--drain-timeout=999999999h",
        "--max-connection-age=0s",
        "--max-caller-streams=0",
        "--max-message-bytes=99999999999",
        "--health-file=",
        "--log-level=TRACE9",
        "--allow-plaintext=maybe",
        "--tls-client-certificates=sometimes",
        "--tls-trust="
      })
  void refusesAValueThatMakesNoSenseInOneLine(String argument) {
    String name = argument.substring(0, argument.indexOf('='));

    assertThat(reader.read(DATABASE, argument))
        .singleElement()
        .asString()
        .startsWith(name + " (WAYBILL_")
        .contains("expected ", argument.substring(argument.indexOf('=') + 1))
        .doesNotContain("\n");
  }

  @Test
  void namesEveryBadVariable() {
    SettingsReader bad =
        new SettingsReader(
            "sample-service",
            config,
            Map.of("WAYBILL_PORT", "http", "WAYBILL_DRAIN_TIMEOUT", "-1s"));

    assertThat(bad.read(DATABASE))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("WAYBILL_PORT", "\"http\""))
        .anySatisfy(line -> assertThat(line).contains("WAYBILL_DRAIN_TIMEOUT", "\"-1s\""));
  }

  @Test
  void namesAMissingSettingTogetherWithABadOne() {
    assertThat(reader.read("--port=x"))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("--port (WAYBILL_PORT): expected"))
        .anySatisfy(
            line -> assertThat(line).isEqualTo("--database-url (WAYBILL_DATABASE_URL): missing"));
  }

  @Test
  void namesAnUnknownOption() {
    assertThat(reader.read(DATABASE, "--prot=1"))
        .singleElement()
        .asString()
        .contains("--prot")
        .doesNotContain("\n");
  }

  @Test
  void namesAnOptionWithoutAValue() {
    assertThat(reader.read(DATABASE, "--port")).singleElement().asString().contains("--port");
  }

  @Test
  void hidesSecretsInTheEffectiveSettings() {
    reader.read(DATABASE, "--port=0", "--database-password=hunter2", "--drain-timeout=90s");

    assertThat(reader.effective())
        .contains("port=0", "database-password=******", "drain-timeout=90s")
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void showsDefaultAndVariableInTheHelp() {
    assertThat(reader.help().replaceAll("\\s+", " "))
        .contains(
            "Default: 50059. Environment: WAYBILL_PORT.",
            "Default: 10s. Environment: WAYBILL_DRAIN_TIMEOUT.",
            "Default: none. Environment: WAYBILL_HEALTH_FILE.",
            "Required. Environment: WAYBILL_DATABASE_URL.");
  }

  @Test
  void showsTheHelpWithoutRequiredSettings() {
    reader.read("--help");

    assertThat(reader.isHelp()).isTrue();
    assertThat(reader.help()).contains("--port", "--database-url", "--health-file");
  }

  private SettingsReader reader(Map<String, String> environment) {
    return new SettingsReader("sample-service", config, environment);
  }
}
