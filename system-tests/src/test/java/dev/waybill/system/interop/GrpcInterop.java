package dev.waybill.system.interop;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleWiring;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.testing.integration.TestServiceImpl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * gRPC's own interop suite: grpc-java's test service on one of our servers, called by the clients
 * of grpc-go and grpc-java. Run by {@code system-tests/interop/grpc-suite}, which provides them.
 */
final class GrpcInterop {
  /** The suite's messages are larger than those of our contracts; its own server has this limit. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  private static final String GOOGLE = "needs an account or a machine of Google's cloud";
  private static final String LOAD_REPORTS =
      "needs reports of the server's load, which come with grpc-xds; TestServiceImpl sends none";

  private static final String PROBE =
      "probes whether the server checks that a message was compressed; gRPC's own Java server does not";

  /** Why some cases of the clients are not run. */
  private static final Map<String, String> SKIPPED =
      Map.ofEntries(
          entry("pick_first_unary", "wants the server's id, which TestServiceImpl does not tell"),
          entry("cacheable_unary", "calls with GET, which gRPC's own servers do not accept"),
          entry("client_compressed_unary", PROBE),
          entry("client_compressed_streaming", PROBE),
          entry("compute_engine_creds", GOOGLE),
          entry("compute_engine_channel_credentials", GOOGLE),
          entry("service_account_creds", GOOGLE),
          entry("jwt_token_creds", GOOGLE),
          entry("per_rpc_creds", GOOGLE),
          entry("oauth2_auth_token", GOOGLE),
          entry("google_default_credentials", GOOGLE),
          entry("orca_per_rpc", LOAD_REPORTS),
          entry("orca_oob", LOAD_REPORTS));

  /** A line with a case. Descriptions of options, some with a colon, are indented further. */
  private static final Pattern CASE_IN_HELP = Pattern.compile("\\s{1,20}(\\w+) ?: .*");

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

  /** A client of the suite and the command that runs it. */
  record Client(String name, List<String> command) {
    /** Reads the cases from the client's help, so that new cases of a newer client also run. */
    List<String> cases() throws Exception {
      return run("--help")
          .output()
          .lines()
          .map(CASE_IN_HELP::matcher)
          .filter(line -> line.matches())
          .map(line -> Objects.requireNonNull(line.group(1)))
          .toList();
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments)).toList())
              .redirectErrorStream(true)
              .start();
      // No case takes longer than a few seconds, so a client that hangs has failed.
      ScheduledFuture<?> end = SCHEDULER.schedule(process::destroy, 60, TimeUnit.SECONDS);
      try (BufferedReader output = process.inputReader()) {
        String text = String.join("\n", output.lines().toList());
        return new Ended(process.waitFor(), text);
      } finally {
        end.cancel(false);
      }
    }
  }

  record Ended(int exitCode, String output) {}

  private static List<Client> clients() {
    List<Client> clients = new ArrayList<>();
    String go = System.getProperty("waybill.interop.go");
    if (go != null) {
      clients.add(new Client("grpc-go", List.of(go)));
    }
    String classPath = System.getProperty("waybill.interop.java");
    if (classPath != null) {
      clients.add(
          new Client(
              "grpc-java",
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--sun-misc-unsafe-memory-access=allow",
                  // A client lives for a second, in which the JVM's second compiler is no use.
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classPath,
                  "io.grpc.testing.integration.TestServiceClient",
                  // This does not measure speed. The default is 1 s, too little for a busy machine.
                  "--soak_per_iteration_max_acceptable_latency_ms=20000",
                  "--soak_overall_timeout_seconds=30")));
    }
    return clients;
  }

  @BeforeAll
  static void sayWhatIsSkipped() throws Exception {
    for (Client client : clients()) {
      for (String name : client.cases()) {
        String reason = SKIPPED.get(name);
        if (reason != null) {
          System.out.printf("interop: %s: %s skipped: %s%n", client.name(), name, reason);
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    SCHEDULER.shutdownNow();
  }

  static Stream<Arguments> cases() throws Exception {
    List<Arguments> cases = new ArrayList<>();
    for (Client client : clients()) {
      for (String name : client.cases()) {
        if (!SKIPPED.containsKey(name)) {
          cases.add(arguments(named(client.name(), client), name));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void passes(Client client, String name) throws Exception {
    Ended ended =
        client.run(
            "--server_host=127.0.0.1",
            "--server_port=" + SERVER.port(),
            "--use_tls=false",
            "--test_case=" + name);

    assertThat(ended.exitCode()).as("%s: %s: %s", client.name(), name, ended.output()).isZero();
    System.out.printf("interop: %s: %s passed%n", client.name(), name);
  }

  @Test
  void readsTheCasesOfEachClient() throws Exception {
    for (Client client : clients()) {
      assertThat(client.cases()).as(client.name()).contains("empty_unary", "ping_pong");
    }
  }

  @Test
  void skipsOnlyCasesThatAClientOffers() throws Exception {
    List<String> offered = new ArrayList<>();
    for (Client client : clients()) {
      offered.addAll(client.cases());
    }

    assertThat(offered).containsAll(SKIPPED.keySet());
  }
}
