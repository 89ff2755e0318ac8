package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestCertificates;
import dev.waybill.postgres.FreePort;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a service in its own process, because exit codes and signals belong to a process. */
// On a separate thread, because reading from a process cannot be interrupted.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@StartsFirst
final class ServiceRunnerTest {
  private static final String DATABASE = "--database-url=jdbc:postgresql://db:5432/ledger";
  private static final Pattern SERVING =
      Pattern.compile("sample-service serving on 127\\.0\\.0\\.1:(\\d+)");

  /** An ISO date with milliseconds and zone, and the level. */
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) (INFO|WARN) ");

  /** The JVM's exit code after SIGTERM, once its hooks have run. */
  private static final int SIGTERM_EXIT = 143;

  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void leaveNoProcessBehind() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void servesUntilItIsStoppedAndStopsGracefully() throws Exception {
    Process process =
        start(
            Map.of("WAYBILL_PORT", "0", "WAYBILL_STOP_DELAY", "0s", "WAYBILL_PROT", "1"),
            DATABASE,
            "--database-password=hunter2");
    List<String> output = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      call(portOnceServing(lines, output));
      // Not Process.destroy, which closes the stream that the test still has to read.
      process.toHandle().destroy();
      lines.lines().forEach(output::add);
    }

    assertThat(process.waitFor()).isEqualTo(SIGTERM_EXIT);
    assertThat(output)
        .anyMatch(line -> line.contains("port=0") && line.contains("database-password=******"))
        .noneMatch(line -> line.contains("hunter2"))
        .anyMatch(line -> line.contains("did you mean WAYBILL_PORT?"))
        .allMatch(line -> LOG_LINE.matcher(line).lookingAt())
        .last()
        .asString()
        .endsWith("sample-service stopped");
  }

  @Test
  void reportsAllBadSettingsAtOnce() throws Exception {
    Process process =
        start(Map.of("WAYBILL_PORT", "http", "WAYBILL_DRAIN_TIMEOUT", "-1s"), "--bnid=x");

    assertThat(errors(process))
        .hasSize(5)
        .anyMatch(line -> line.contains("--port (WAYBILL_PORT)") && line.contains("\"http\""))
        .anyMatch(line -> line.contains("WAYBILL_DRAIN_TIMEOUT") && line.contains("\"-1s\""))
        .anyMatch(line -> line.contains("--database-url (WAYBILL_DATABASE_URL): missing"))
        .anyMatch(line -> line.contains("--bnid"))
        .contains("sample-service: try --help");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void reportsInOneLineWhyItCannotStart() throws Exception {
    Process process = start(Map.of(), DATABASE, "--database-user=nobody");

    assertThat(errors(process))
        .singleElement()
        .asString()
        .startsWith("sample-service: cannot reach the database at");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void reportsInOneLineWhichFileForTlsItCannotUse() throws Exception {
    TestCertificates files = new TestCertificates(folder);
    files.write("ledger", TestCertificates.issued(TestCertificates.authority(), "ledger"));
    Path trust = TestCertificates.write(files.certificate("ca"), "");
    List<String> arguments = new ArrayList<>(List.of(files.settings("ledger", "ca")));
    arguments.addAll(List.of(DATABASE, "--port=0"));

    Process process = start(Map.of(), arguments.toArray(String[]::new));

    assertThat(errors(process))
        .containsExactly("sample-service: TLS: " + trust + ": holds no certificate in PEM form");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void reportsFilesForTlsThatDoNotGoTogether() throws Exception {
    Process process = start(Map.of("WAYBILL_TLS_KEY", "key.pem"), DATABASE, "--port=0");

    assertThat(errors(process))
        .containsExactly(
            "sample-service: --tls-certificate (WAYBILL_TLS_CERTIFICATE): missing, but --tls-key"
                + " is set",
            "sample-service: try --help");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void reportsInOneLineThatThePortOfTheMetricsIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Process process = start(Map.of(), DATABASE, "--port=0", "--metrics-port=" + port);

      assertThat(errors(process))
          .containsExactly(
              "sample-service: port %s on 127.0.0.1 is in use; choose another with --metrics-port"
                  .formatted(port));
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  /** No class of it loaded means: no object, no interceptor and no thread of it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loadsNothingOfOpenTelemetryUnlessItIsOn(boolean on) throws Exception {
    Path loaded = folder.resolve("loaded");
    String metrics = "--metrics-port=" + (on ? FreePort.any() : 0);
    ProcessBuilder builder = builder(Map.of(), DATABASE, "--port=0", "--stop-delay=0s", metrics);
    builder.command().add(1, "-Xlog:class+load:file=" + loaded);
    Process process = builder.redirectErrorStream(true).start();
    processes.add(process);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      call(portOnceServing(lines, new ArrayList<>()));
      process.toHandle().destroy();
      lines.lines().forEach(_ -> {});
    }
    process.waitFor();

    try (Stream<String> classes = Files.lines(loaded)) {
      assertThat(classes.anyMatch(line -> line.contains("opentelemetry"))).isEqualTo(on);
    }
  }

  @Test
  void logsOnlyUpToTheLevel() throws Exception {
    Process process =
        start(
            Map.of("WAYBILL_LOG_LEVEL", "Warning", "WAYBILL_PROT", "1"),
            DATABASE,
            "--database-user=nobody");

    assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains(" WARN "))
        .noneMatch(line -> line.contains(" INFO ") || line.contains(" DEBUG "));
  }

  @Test
  void exitsSuccessfullyAfterHelp() throws Exception {
    Process process = start(Map.of(), "--help");

    assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("--port=PORT"));
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void printsTheVersionInsteadOfServing() throws Exception {
    Process process = start(Map.of(), DATABASE, "--port=0", "--version");

    assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
        .containsExactly("sample-service (not packaged)");
    assertThat(process.waitFor()).isZero();
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void reportsThatItsOutputWasLost(String option) throws Exception {
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = builder(Map.of(), option);
    Process process =
        builder
            .redirectErrorStream(false)
            .redirectOutput(Path.of("/dev/full").toFile())
            .redirectError(errors.toFile())
            .start();
    processes.add(process);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(errors)
        .hasContent("sample-service: cannot write the output: No space left on device");
  }

  private static int portOnceServing(BufferedReader lines, List<String> output) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.add(line);
      Matcher matcher = SERVING.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new AssertionError("ended before it served: " + output);
  }

  private static void call(int port) {
    ManagedChannel channel =
        Channels.open("127.0.0.1:" + port, SampleServiceGrpc.getServiceDescriptor());
    try {
      var _ =
          SampleServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .getItem(GetItemRequest.newBuilder().setName("ITEM-1").build());
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
  }

  /** Returns the output for the operator, without the log and the JVM's own output. */
  private static List<String> errors(Process process) {
    return process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("sample-service"))
        .toList();
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    Process process = builder(environment, arguments).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // Without these, the JVM prints its own notices among the log.
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    // The log as in production; the tests' own configuration shows warnings only.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SampleMain.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
    builder.environment().putAll(environment);
    return builder;
  }
}
