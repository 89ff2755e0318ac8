package dev.waybill.system.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleWiring;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.testing.integration.TestServiceImpl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * gRPC's own interop suite: grpc-java's test service on one of our servers, called by the client of
 * grpc-go. Run by {@code system-tests/interop/grpc-suite}, which provides the client.
 */
final class GrpcInterop {
  private static final Path CLIENT = Path.of(System.getProperty("waybill.interop.client", ""));

  /** The suite's messages are larger than those of our contracts, so this is gRPC's own limit. */
  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  private static final String GOOGLE = "needs an account or a machine of Google's cloud";
  private static final String LOAD_REPORTS =
      "needs reports of the server's load, which come with grpc-xds; TestServiceImpl sends none";

  /** Why some cases of the client are not run. */
  private static final Map<String, String> SKIPPED =
      Map.of(
          "pick_first_unary", "wants the server's id, which TestServiceImpl does not tell",
          "compute_engine_creds", GOOGLE,
          "compute_engine_channel_credentials", GOOGLE,
          "service_account_creds", GOOGLE,
          "jwt_token_creds", GOOGLE,
          "per_rpc_creds", GOOGLE,
          "oauth2_auth_token", GOOGLE,
          "google_default_credentials", GOOGLE,
          "orca_per_rpc", LOAD_REPORTS,
          "orca_oob", LOAD_REPORTS);

  private static final Pattern CASE_IN_HELP = Pattern.compile("\\s+(\\w+) ?: .*");

  private static final ScheduledExecutorService SCHEDULER =
      Executors.newSingleThreadScheduledExecutor();
  private static final GrpcServer SERVER =
      GrpcServer.start(
          CommandLine.populateCommand(
              new ServerSettings(0), "--max-message-bytes=" + MAX_MESSAGE_BYTES),
          SampleWiring.of().withForeign(GrpcInterop::testService));

  private static ServerServiceDefinition testService() {
    return ServerInterceptors.intercept(
        new TestServiceImpl(SCHEDULER), TestServiceImpl.interceptors());
  }

  @BeforeAll
  static void sayWhatIsSkipped() throws Exception {
    for (String name : casesOfClient()) {
      String reason = SKIPPED.get(name);
      if (reason != null) {
        System.out.printf("interop: %s skipped: %s%n", name, reason);
      }
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    SCHEDULER.shutdownNow();
  }

  static Stream<String> cases() throws Exception {
    return casesOfClient().stream().filter(name -> !SKIPPED.containsKey(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void passes(String name) throws Exception {
    Ended client =
        run("-server_host=127.0.0.1", "-server_port=" + SERVER.port(), "-test_case=" + name);

    assertThat(client.exitCode()).as("%s: %s", name, client.output()).isZero();
    System.out.printf("interop: %s passed%n", name);
  }

  @Test
  void skipsOnlyCasesThatTheClientOffers() throws Exception {
    assertThat(casesOfClient()).containsAll(SKIPPED.keySet()).contains("empty_unary", "ping_pong");
  }

  /** Reads the cases from the client's help, so that new cases of a newer client also run. */
  private static List<String> casesOfClient() throws Exception {
    return run("--help")
        .output()
        .lines()
        .map(CASE_IN_HELP::matcher)
        .filter(line -> line.matches())
        .map(line -> Objects.requireNonNull(line.group(1)))
        .toList();
  }

  private record Ended(int exitCode, String output) {}

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                Stream.concat(Stream.of(CLIENT.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    // No case takes longer than a second or two, so a client that hangs has failed.
    var _ =
        client
            .onExit()
            .completeOnTimeout(client, 60, TimeUnit.SECONDS)
            .thenAccept(Process::destroy);
    try (BufferedReader output = client.inputReader()) {
      String text = String.join("\n", output.lines().toList());
      return new Ended(client.waitFor(), text);
    }
  }
}
