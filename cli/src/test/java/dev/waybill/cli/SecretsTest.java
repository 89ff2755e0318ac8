package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.cli.stock.FakeInventoryService; // shop-only
import dev.waybill.common.config.Secret;
import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer; // shop-only
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceWiring; // shop-only
import dev.waybill.common.testing.Bytes;
import dev.waybill.common.testing.LoggedLines; // shop-only
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.testing.TokenIssuer;
import dev.waybill.local.stack.Services;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sends a marked secret through every setting that is secret, of every service and command, and
 * looks for the mark in all that they show. A new setting is in it by itself.
 */
// On a separate thread, because reading from a process cannot be interrupted.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
@StartsFirst
final class SecretsTest {
  private static final String MARK = "mark-4711.7Qz";
  private static final Pattern SERVING = Pattern.compile(" serving on 127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;
  private TokenIssuer issuer;
  private HttpServer keys;
  private final AtomicReference<String> keyQuery = new AtomicReference<>();
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void publishKeys() throws IOException {
    issuer = TokenIssuer.in(folder);
    byte[] document = Files.readAllBytes(issuer.jwks());
    keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys.createContext(
        "/keys",
        exchange -> {
          keyQuery.set(exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(200, document.length);
          exchange.getResponseBody().write(document);
          exchange.close();
        });
    keys.start();
  }

  @AfterEach
  void leaveNothingBehind() {
    processes.forEach(Process::destroyForcibly);
    keys.stop(0);
  }

  /** How a secret reaches a process without being on its command line. */
  enum Way {
    VARIABLE,
    FILE
  }

  private static Stream<Arguments> services() {
    return Stream.concat(
        Services.ALL.stream().map(service -> Arguments.of(service, Way.FILE)),
        Stream.of(Arguments.of(Services.ALL.getLast(), Way.VARIABLE)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("services")
  void appearNowhereWhileAServiceRuns(ServiceDefinition<?, ?> service, Way way) throws Exception {
    Path health = folder.resolve("health");
    Process process = start(service, way, role(MARK), "--health-file=" + health);
    List<String> output = new ArrayList<>();
    List<String> answers;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      int port = portOnceServing(lines, output);
      assertThat(commandLines(process)).isNotEmpty().noneMatch(line -> line.contains(MARK));
      answers = answers(service, port, issuer.token("ops", "operator"));
      assertThat(keyQuery).hasValue("key=" + MARK);
      await().until(() -> Files.exists(health));
      assertThat(health).content().doesNotContain(MARK);
      // Not Process.destroy, which closes the stream that the test still has to read.
      process.toHandle().destroy();
      lines.lines().forEach(output::add);
    }

    assertThat(output)
        .anyMatch(line -> line.contains(" DEBUG "))
        .noneMatch(line -> line.contains(MARK));
    assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(MARK));
  }

  @Test
  void appearNowhereWhenTheyAreWrong() throws Exception {
    ServiceDefinition<?, ?> service = Services.ALL.getFirst();
    Process process = start(service, Way.FILE, role("another"));

    List<String> output = process.inputReader(StandardCharsets.UTF_8).lines().toList();

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(output)
        .anyMatch(line -> line.startsWith(service.title() + ": ") && line.contains("password"))
        .noneMatch(line -> line.contains(MARK));
  }

  /** The settings of all services, whichever way a secret comes. */
  @Test
  void appearInNothingThatSettingsSay() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), MARK);
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      for (OptionSpec secret : secrets(service)) {
        String option = secret.longestName();
        List<String> said = new ArrayList<>();
        said.addAll(said(service, Map.of(), option + "=" + MARK));
        said.addAll(said(service, Map.of(), option, MARK));
        said.addAll(said(service, Map.of(variable(option), MARK)));
        said.addAll(said(service, Map.of(), option + "-file=" + file));
        said.addAll(said(service, Map.of(variable(option) + "_FILE", file.toString())));
        // Mistakes beside a secret, and in it.
        said.addAll(said(service, Map.of(), option + "=" + MARK, option + "-file=" + file));
        said.addAll(said(service, Map.of(variable(option), MARK), "--port=x"));
        said.addAll(said(service, Map.of(variable(option), MARK + "\uFFFD")));
        said.addAll(said(service, Map.of(), option + "=" + MARK + "\uFFFD"));
        said.addAll(said(service, Map.of(), option + "x=" + MARK));
        said.addAll(said(service, Map.of(), option + "x", MARK));
        said.addAll(said(service, Map.of(variable(option) + "X", MARK)));

        assertThat(said).isNotEmpty().noneMatch(line -> line.contains(MARK));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--database-url=jdbc:postgresql://keeper:" + MARK + "@db/ledger",
        "--database-url=jdbc:postgresql://keeper:" + MARK + "/x@db/ledger",
        "--database-url=jdbc:postgresql://db/ledger?password=" + MARK,
        "--database-url=jdbc:postgresql://db/ledger?nonsense=1&password=" + MARK,
        "--database-url=postgres://keeper:" + MARK + "@db/ledger",
        "--auth-jwks=https://keeper:" + MARK + "@issuer.invalid/keys",
        "--auth-jwks=https://issuer.invalid/keys?key=" + MARK,
        "--auth-jwks=http://issuer.invalid/keys?key=" + MARK,
        "--auth-jwks=ftp://keeper:" + MARK + "@issuer.invalid/keys"
      })
  void areHiddenInAUrl(String argument) throws Exception {
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      assertThat(said(service, Map.of(), argument))
          .isNotEmpty()
          .noneMatch(line -> line.contains(MARK));
    }
  }

  /** A token that no header may hold ends each command before it calls anybody. */
  @Test
  void appearInNothingThatCommandsSay() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), MARK + " \n");
    List<CommandSpec> commands = commandsWithSecrets(WaybillMain.commands().getCommandSpec());
    assertThat(commands).isNotEmpty();
    for (CommandSpec command : commands) {
      for (OptionSpec secret : secrets(command)) {
        String option = secret.longestName();
        assertThat(command.findOption(option + "-file")).as(option).isNotNull();
        assertThat(secret.defaultValue()).as("help and errors may show it").isNull();
        for (List<String> arguments :
            List.of(
                List.of(option + "=" + MARK + " x"),
                List.of(option + "-file=" + file),
                List.of(option + "=" + MARK, option + "-file=" + file),
                List.of(option + "x=" + MARK),
                List.of(option + "x", MARK),
                List.of(option, MARK + "\uFFFD"),
                List.of(option + "=" + MARK, "--help"))) {
          List<String> line = new ArrayList<>(List.of(command.qualifiedName().split(" ")));
          line.removeFirst();
          line.addAll(arguments);
          CommandRun run = CommandRun.waybill(line.toArray(String[]::new));

          assertThat(run.out() + run.err()).as(line.toString()).isNotBlank().doesNotContain(MARK);
          assertThat(run.exitCode()).isEqualTo(arguments.contains("--help") ? 0 : 2);
        }
      }
    }
  }

  // shop-only: begin
  @Test
  void appearNowhereWhenACommandCallsAService() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), MARK + "\n");
    Path good = Files.writeString(folder.resolve("good"), issuer.token("ops", "operator") + "\n");
    try (LoggedLines log = new LoggedLines("dev.waybill");
        GrpcServer server =
            GrpcServer.start(
                issuer.serverSettings(), ServiceWiring.of(new FakeInventoryService()))) {
      String target = "--inventory-target=" + server.address();
      Map<String, String> variable = Map.of("WAYBILL_AUTH_TOKEN", MARK);

      assertRefused(variable, target);
      assertRefused(variable, target, "--json");
      assertRefused(Map.of("WAYBILL_AUTH_TOKEN_FILE", wrong.toString()), target);
      assertRefused(Map.of(), target, "--auth-token-file=" + wrong, "--json");

      // The option counts more than the variable.
      Process explicit = list(variable, target, "--auth-token-file=" + good);
      assertThat(explicit.inputReader(StandardCharsets.UTF_8).lines())
          .noneMatch(line -> line.contains(MARK));
      assertThat(explicit.waitFor()).isZero();
      assertThat(log.with(MARK)).isEmpty();
    }
  }

  private void assertRefused(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = list(environment, arguments);
    List<String> commandLines = commandLines(process);
    List<String> output = process.inputReader(StandardCharsets.UTF_8).lines().toList();

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(commandLines).isNotEmpty().noneMatch(line -> line.contains(MARK));
    assertThat(output)
        .anyMatch(line -> line.contains("UNAUTHENTICATED"))
        .noneMatch(line -> line.contains(MARK));
  }

  private Process list(Map<String, String> environment, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("stock", "list"));
    all.addAll(List.of(arguments));
    return start(WaybillMain.class, environment, all);
  }

  // shop-only: end
  /** Starts the service with the mark in all of its secrets, on a database of its own. */
  private Process start(ServiceDefinition<?, ?> service, Way way, String role, String... arguments)
      throws IOException {
    DatabaseSettings database =
        TestPostgres.freshDatabase(service.database().orElseThrow().migrations());
    Map<String, String> environment = new HashMap<>();
    environment.put("WAYBILL_LOG_LEVEL", "DEBUG");
    environment.put(
        "WAYBILL_AUTH_JWKS",
        "http://localhost:%s/keys?key=%s".formatted(keys.getAddress().getPort(), MARK));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--port=0",
            "--stop-delay=0s",
            "--auth-issuer=" + TokenIssuer.ISSUER,
            "--auth-audience=" + TokenIssuer.AUDIENCE,
            "--database-url=" + database.url(),
            "--database-user=" + role));
    service.calls().forEach(called -> all.add("--" + called + "-target=127.0.0.1:1"));
    for (OptionSpec secret : secrets(service)) {
      String option = secret.longestName();
      switch (way) {
        case VARIABLE -> environment.put(variable(option), MARK);
        case FILE ->
            all.add(
                option
                    + "-file="
                    + Files.writeString(folder.resolve(option.substring(2)), MARK + "\n"));
      }
    }
    return start(service.main(), environment, all);
  }

  private Process start(Class<?> main, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    // The log as in production; the tests' own configuration shows warnings only.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Creates a role with this password that may use every database of the tests. */
  private static String role(String password) {
    String name = "marked_" + UUID.randomUUID().toString().replace("-", "");
    TestPostgres.execute(
        TestPostgres.freshDatabase(Services.ALL.getFirst().database().orElseThrow().migrations()),
        "CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'".formatted(name, password));
    return name;
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

  /** What other users of the machine see of a process and of those that it has started. */
  private static List<String> commandLines(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ProcessHandle one :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      lines.add(Files.readString(Path.of("/proc", Long.toString(one.pid()), "cmdline")));
    }
    return lines;
  }

  /**
   * Calls every method, without a token and with the mark as a token, and those that answer once
   * with a good one, too.
   */
  private static List<String> answers(ServiceDefinition<?, ?> service, int port, String good) {
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    try {
      return service.contracts().stream()
          .flatMap(contract -> contract.getMethods().stream())
          .flatMap(
              method ->
                  Stream.concat(
                          Stream.of(channel, TokenIssuer.with(MARK, channel)),
                          Stream.of(TokenIssuer.with(good, channel))
                              .filter(_ -> method.getType() == MethodType.UNARY))
                      .map(caller -> answer(caller, method)))
          .toList();
    } finally {
      channel.shutdownNow();
    }
  }

  private static String answer(Channel channel, MethodDescriptor<?, ?> method) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            method.toBuilder(new Bytes(), new Bytes()).build(),
            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            answer.complete(
                status + " " + trailers + StatusProto.fromStatusAndTrailers(status, trailers));
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(new byte[0]);
    call.halfClose();
    return answer.join();
  }

  /** Everything that is said about the settings of a service when it starts with these. */
  private static List<String> said(
      ServiceDefinition<?, ?> service, Map<String, String> environment, String... arguments)
      throws IllegalAccessException {
    Object settings = service.settings();
    SettingsReader reader = new SettingsReader(service.title(), settings, environment);
    List<String> said = new ArrayList<>(reader.read(arguments));
    said.addAll(reader.effective());
    said.addAll(reader.ignoredVariables());
    said.add(reader.help());
    said.add(settings.toString());
    for (Field field : settings.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      said.add(String.valueOf(field.get(settings)));
    }
    return said;
  }

  private static List<OptionSpec> secrets(ServiceDefinition<?, ?> service) {
    List<OptionSpec> secrets = secrets(new CommandLine(service.settings()).getCommandSpec());
    assertThat(secrets).as(service.title()).isNotEmpty();
    return secrets;
  }

  private static List<OptionSpec> secrets(CommandSpec command) {
    return command.options().stream().filter(option -> option.type() == Secret.class).toList();
  }

  private static List<CommandSpec> commandsWithSecrets(CommandSpec command) {
    return Stream.concat(
            Stream.of(command).filter(one -> !secrets(one).isEmpty()),
            command.subcommands().values().stream()
                .flatMap(each -> commandsWithSecrets(each.getCommandSpec()).stream()))
        .toList();
  }

  private static String variable(String option) {
    return "WAYBILL_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
