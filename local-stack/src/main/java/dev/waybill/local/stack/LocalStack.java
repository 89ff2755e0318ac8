package dev.waybill.local.stack;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The services in this JVM, wired as in their own programs: each with its own database, a gRPC
 * server on loopback, and sockets between them.
 */
public final class LocalStack {
  /** Such a variable names the files of one client or service, so it cannot be meant for all. */
  private static final String TLS_VARIABLES = "WAYBILL_TLS_";

  /** Names a port that only one service can have. */
  private static final String METRICS_VARIABLE = "WAYBILL_METRICS_PORT";

  private final Map<ServiceDefinition<?, ?>, String> addresses;
  private final Map<ServiceDefinition<?, ?>, Integer> metricsPorts;
  private final Optional<StackSecurity> security;

  private LocalStack(
      Map<ServiceDefinition<?, ?>, String> addresses,
      Map<ServiceDefinition<?, ?>, Integer> metricsPorts,
      Optional<StackSecurity> security) {
    this.addresses = Map.copyOf(addresses);
    this.metricsPorts = Map.copyOf(metricsPorts);
    this.security = security;
  }

  /** Starts the services on databases of the server. Everything ends with the lifetime. */
  public static LocalStack start(
      Lifetime lifetime, LocalPostgres postgres, StackSettings settings) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Start start = new Start(lifetime, postgres, settings, threads);
      for (ServiceDefinition<?, ?> service : Services.ALL) {
        CompletableFuture<String> _ = start.starting(service);
      }
      Map<ServiceDefinition<?, ?>, String> addresses = new HashMap<>();
      Services.ALL.forEach(service -> addresses.put(service, joined(start.starting(service))));
      return new LocalStack(addresses, start.metricsPorts, settings.security());
    }
  }

  /** The address of the service, as host:port. */
  public String address(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(addresses.get(service));
  }

  /** The port of the service's metrics on this machine; empty if it serves none. */
  public OptionalInt metricsPort(ServiceDefinition<?, ?> service) {
    Integer port = metricsPorts.get(service);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** How the person who operates the services connects to this one. */
  public ChannelSecurity security(ServiceDefinition<?, ?> service) {
    return security.map(secured -> secured.operatorTo(service)).orElse(ChannelSecurity.PLAINTEXT);
  }

  /** The port of the service on this machine. */
  public int port(ServiceDefinition<?, ?> service) {
    String address = address(service);
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static String joined(CompletableFuture<String> address) {
    try {
      return address.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartupException explained) {
        throw explained;
      }
      throw e;
    }
  }

  /** Starts each service as soon as those that it calls are there. */
  private static final class Start {
    private final Lifetime lifetime;
    private final LocalPostgres postgres;
    private final StackSettings settings;
    private final ExecutorService threads;
    private final Map<ServiceDefinition<?, ?>, Integer> metricsPorts = new HashMap<>();
    private final Map<ServiceDefinition<?, ?>, CompletableFuture<String>> addresses =
        new HashMap<>();

    Start(
        Lifetime lifetime,
        LocalPostgres postgres,
        StackSettings settings,
        ExecutorService threads) {
      this.lifetime = lifetime;
      this.postgres = postgres;
      this.settings = settings;
      this.threads = threads;
      if (settings.metrics()) {
        Services.ALL.forEach(
            service -> metricsPorts.put(service, settings.ports().metricsOf(service)));
      }
    }

    /**
     * The address of the service once it serves. Services that do not depend on each other start in
     * parallel, because half of a start is waiting for the database migration.
     */
    CompletableFuture<String> starting(ServiceDefinition<?, ?> service) {
      CompletableFuture<String> known = addresses.get(service);
      if (known != null) {
        return known;
      }
      Map<String, CompletableFuture<String>> called = new HashMap<>();
      service.calls().forEach(name -> called.put(name, starting(Services.named(name))));
      CompletableFuture<String> address =
          CompletableFuture.allOf(called.values().toArray(CompletableFuture[]::new))
              .thenApplyAsync(_ -> serve(service, arguments(service, called)), threads);
      addresses.put(service, address);
      return address;
    }

    /**
     * Passes address and database as arguments, so that variables meant for one service do not
     * apply to all.
     */
    private List<String> arguments(
        ServiceDefinition<?, ?> service, Map<String, CompletableFuture<String>> called) {
      List<String> arguments = new ArrayList<>(settings.common());
      arguments.addAll(List.of("--port", Integer.toString(settings.ports().of(service))));
      arguments.addAll(List.of("--bind", "127.0.0.1"));
      Integer metricsPort = metricsPorts.get(service);
      if (metricsPort != null) {
        arguments.addAll(
            List.of("--metrics-port", metricsPort.toString(), "--metrics-bind", "127.0.0.1"));
      }
      service
          .database()
          .map(database -> postgres.database(database.name()))
          .ifPresent(access -> arguments.addAll(arguments(access)));
      called.forEach(
          (name, address) -> arguments.addAll(List.of("--" + name + "-target", address.join())));
      settings.security().ifPresent(security -> arguments.addAll(security.argumentsOf(service)));
      arguments.addAll(settings.argumentsOf(service));
      return arguments;
    }

    private static List<String> arguments(DatabaseAccess access) {
      return List.of(
          "--database-url",
          access.url(),
          "--database-user",
          access.user(),
          "--database-password",
          access.password());
    }

    private <C extends ServiceConfig, P extends ServicePorts> String serve(
        ServiceDefinition<C, P> service, List<String> arguments) {
      C config = service.settings();
      List<String> problems =
          new SettingsReader(service.title(), config, environment())
              .read(arguments.toArray(String[]::new));
      if (!problems.isEmpty()) {
        // The arguments come from code, so only the environment can be wrong here.
        throw new StartupException(String.join("; ", problems));
      }
      Supplier<GrpcServer> start = () -> GrpcServer.start(config.server(), service.open(config));
      return lifetime.own(start).address();
    }

    private static Map<String, String> environment() {
      Map<String, String> variables = new HashMap<>(System.getenv());
      variables
          .keySet()
          .removeIf(name -> name.startsWith(TLS_VARIABLES) || name.equals(METRICS_VARIABLE));
      return variables;
    }
  }
}
