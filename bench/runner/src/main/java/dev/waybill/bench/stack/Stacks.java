package dev.waybill.bench.stack;

import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.HttpLoad;
import dev.waybill.bench.load.LoadGenerator;
import dev.waybill.bench.load.SplitLoad;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.common.caller.Role;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackSecurity;
import dev.waybill.postgres.DatabaseAccess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts the contenders.
 *
 * @param root the project's folder, whose jars are run
 * @param folder where logs and AOT caches go
 */
public record Stacks(Postgres postgres, Path root, Path folder, Lifetime lifetime) {
  /**
   * The flags that the image uses for the services. The heap is a quarter of a 256 MB container.
   */
  public static final List<String> SERVICE_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TrimNativeHeapInterval=10000",
          "-Xmx64m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** The same collector, and more memory than our services have. */
  public static final List<String> PEER_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private static final String BEFORE = "before_";
  private static final String LOCKING = "locking_";
  public static final Pattern SERVING = Pattern.compile("serving on .*:(\\d+)");
  private static final Pattern TOMCAT = Pattern.compile("Tomcat started on port (\\d+)");

  /** Longer than the benchmark runs. */
  private static final String NEVER = "48h";

  /** Longer than the benchmark runs. */
  private static final Duration TOKEN_LASTS = Duration.ofHours(12);

  /** Keeps orders confirmed. */
  private static final Map<ServiceDefinition<?, ?>, List<String>> UNFULFILLED =
      Map.of(
          Services.ORDER, List.of("--fulfilment-delay", NEVER),
          Services.INVENTORY, List.of("--hold-time", NEVER));

  /** The services as shipped. */
  public Stack product() {
    return services(variant("services", "", cached(own(), "")));
  }

  /** Another version of the services, as shipped. */
  public Stack before(Jars jars) {
    return services(variant("before", BEFORE, cached(jars, BEFORE)));
  }

  /**
   * The same jars, preceded by one class that limits groups to one command. Runs without an AOT
   * cache, because a cache fits only one class path.
   */
  public Stack groupsOfOne() {
    return services(variant("groups of one", "single_", this::behindGroupsOfOne));
  }

  /** The services in a training run, in which the JVM records its AOT cache for the next start. */
  public Stack training() {
    return services(variant("training", "placing_", recorded(own(), "")));
  }

  /** The same for the caches of another version. */
  public Stack trainingBefore(Jars jars) {
    return services(variant("training before", "training_before_", recorded(jars, BEFORE)));
  }

  /** As shipped, except that orders stay confirmed: measures PlaceOrder alone. */
  public Stack placingOnly() {
    return services(variant("placing only", "placing_", cached(own(), "")).placingOnly());
  }

  /** The same, with databases of its own behind other ports. */
  public Stack placingThrough(ToIntFunction<ServiceDefinition<?, ?>> databasePort) {
    return services(
        variant("placing, counted", "counted_", cached(own(), ""))
            .placingOnly()
            .through(databasePort));
  }

  /** As shipped, with TLS, certificates of the services, and an operator's token for each call. */
  public Stack secured() {
    StackSecurity security = lifetime.own(() -> StackSecurity.in(folder, Services.ALL));
    return services(variant("secured", "secured_", cached(own(), "")).securedBy(security));
  }

  /** Two instances of each service as shipped, which share its database. */
  public Stack twoInstances() {
    return services(variant("two instances", "two_", cached(own(), "")).times(2));
  }

  /** The services without the quick path, in a training run for the caches of their class path. */
  public Stack trainingLocking() {
    return services(
        variant(
            "training locking",
            "training_locking_",
            service -> with("-XX:AOTCacheOutput=" + cache(service, LOCKING), locking(service))));
  }

  /** Two instances of each service that lock the rows of every group. */
  public Stack twoInstancesLocking() {
    return services(variant("two instances locking", "two_locking_", this::cachedLocking).times(2));
  }

  /** Three Spring Boot processes that use JSON. */
  public Stack restPeer() {
    for (String service : List.of("order", "inventory", "payment")) {
      postgres.migrate("peer_" + service, service);
    }
    postgres.execute("peer_order", "CREATE SEQUENCE IF NOT EXISTS order_event_position");
    postgres.execute("peer_inventory", Stock.INSERT);
    Jvm inventory = peer("inventory", List.of());
    Jvm payment = peer("payment", List.of());
    Jvm order =
        peer(
            "order",
            List.of(
                "--peer.inventory=http://127.0.0.1:" + inventory.port(),
                "--peer.payment=http://127.0.0.1:" + payment.port()));
    return new Stack(
        "REST peer",
        List.of(order, inventory, payment),
        new HttpLoad(order.port()),
        postgres,
        Optional.of("peer_order"),
        List.of());
  }

  /** The calls of an order with no work behind them. */
  public Stack bareChain() {
    Jvm inventory = bare("inventory", List.of());
    Jvm payment = bare("payment", List.of());
    Jvm order = bare("order", List.of(target(inventory), target(payment)));
    return new Stack(
        "bare chain",
        List.of(order, inventory, payment),
        new GrpcLoad(List.of("--no-restock", "--order-target", target(order))),
        postgres,
        Optional.empty(),
        List.of());
  }

  /**
   * The options of `waybill` that name our services, given in the order of the list of services.
   */
  private static List<String> targets(List<Jvm> jvms) {
    return Services.ALL.stream()
        .flatMap(
            service -> Stream.of("--" + service.name() + "-target", target(jvm(jvms, service))))
        .toList();
  }

  /** The process of one of our services. */
  public static Jvm jvm(List<Jvm> jvms, ServiceDefinition<?, ?> service) {
    return jvms.get(Services.ALL.indexOf(service));
  }

  /** The address of a gRPC process. */
  public static String target(Jvm jvm) {
    return "127.0.0.1:" + jvm.port();
  }

  private Variant variant(
      String name, String prefix, Function<ServiceDefinition<?, ?>, List<String>> command) {
    return new Variant(name, prefix, command, true, _ -> postgres.port(), 1, Optional.empty());
  }

  private Jars own() {
    return Jars.in(root);
  }

  /**
   * Makes a process fail if it cannot use its cache; otherwise it would be measured without one.
   */
  private Function<ServiceDefinition<?, ?>, List<String>> cached(Jars jars, String cachePrefix) {
    return service ->
        List.of(
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + cache(service, cachePrefix),
            "-jar",
            jars.of(service).toString());
  }

  private Function<ServiceDefinition<?, ?>, List<String>> recorded(Jars jars, String cachePrefix) {
    return service ->
        List.of(
            "-XX:AOTCacheOutput=" + cache(service, cachePrefix),
            "-jar",
            jars.of(service).toString());
  }

  private Path cache(ServiceDefinition<?, ?> service, String prefix) {
    return folder.resolve(prefix + service.name() + ".aot");
  }

  private Stack services(Variant variant) {
    List<Jvm> jvms = new ArrayList<>();
    List<List<String>> options = new ArrayList<>();
    for (int instance = 1; instance <= variant.instances(); instance++) {
      List<Jvm> started = instance(variant, instance);
      jvms.addAll(started);
      options.add(with(targets(started), variant.security().map(this::asOperator)));
    }
    List<LoadGenerator> generators =
        options.stream()
            .<LoadGenerator>map(each -> new GrpcLoad(with("--no-restock", each)))
            .toList();
    postgres.execute(variant.database(Services.INVENTORY), Stock.INSERT);
    return new Stack(
        variant.name(),
        jvms,
        generators.size() == 1 ? generators.getFirst() : new SplitLoad(generators),
        postgres,
        Optional.of(variant.database(Services.ORDER)).filter(_ -> variant.fulfils()),
        options.getFirst());
  }

  /** One process of each service, which call each other, in the order of the list of services. */
  private List<Jvm> instance(Variant variant, int number) {
    Map<ServiceDefinition<?, ?>, Jvm> started = new HashMap<>();
    Services.ALL.forEach(service -> start(variant, number, service, started));
    return Services.ALL.stream()
        .map(service -> Objects.requireNonNull(started.get(service)))
        .toList();
  }

  /**
   * Starts the service, after those that it calls, and waits until it is ready, so that services do
   * not start at the same time.
   */
  private Jvm start(
      Variant variant,
      int number,
      ServiceDefinition<?, ?> service,
      Map<ServiceDefinition<?, ?>, Jvm> started) {
    Jvm running = started.get(service);
    if (running != null) {
      return running;
    }
    List<String> all = new ArrayList<>(SERVICE_FLAGS);
    all.addAll(variant.command().apply(service));
    all.addAll(List.of("--port", "0", "--stop-delay", "0s"));
    Map<String, String> secrets = new HashMap<>();
    if (service.database().isPresent()) {
      DatabaseAccess access = postgres.database(variant.database(service));
      int port = variant.databasePort().applyAsInt(service);
      String url = access.url().replace(":" + postgres.port() + "/", ":" + port + "/");
      all.addAll(List.of("--database-url", url, "--database-user", access.user()));
      // A command line would show the password to all users.
      secrets.put("WAYBILL_DATABASE_PASSWORD", access.password());
    }
    for (String called : service.calls()) {
      Jvm other = start(variant, number, Services.named(called), started);
      all.addAll(List.of("--" + called + "-target", target(other)));
    }
    variant.security().ifPresent(security -> all.addAll(security.argumentsOf(service)));
    if (!variant.fulfils()) {
      all.addAll(UNFULFILLED.getOrDefault(service, List.of()));
    }
    String name =
        variant.name().replaceAll("\\W+", "-")
            + (variant.instances() == 1 ? "" : "-" + number)
            + "-"
            + service.name();
    Jvm jvm = lifetime.own(() -> Jvm.start(name, folder, SERVING, all, secrets));
    jvm.port();
    started.put(service, jvm);
    return jvm;
  }

  /** The options of `waybill` for an operator; the folder is private to the benchmark's user. */
  private List<String> asOperator(StackSecurity security) {
    Path token = folder.resolve("operator.token");
    String signed = security.issuer().token("operator", Set.of(Role.OPERATOR), TOKEN_LASTS);
    try {
      Files.writeString(token, signed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "--tls-trust",
        security.certificates().authority().toString(),
        "--auth-token-file",
        token.toString());
  }

  private List<String> behindGroupsOfOne(ServiceDefinition<?, ?> service) {
    return behind("groups-of-one", service);
  }

  private List<String> locking(ServiceDefinition<?, ?> service) {
    return behind("locking-alone", service);
  }

  private List<String> cachedLocking(ServiceDefinition<?, ?> service) {
    return with(
        "-XX:AOTMode=on", with("-XX:AOTCache=" + cache(service, LOCKING), locking(service)));
  }

  /** A service preceded by one class of a module of the benchmark. */
  private List<String> behind(String module, ServiceDefinition<?, ?> service) {
    Path first = root.resolve("bench/%s/target/bench-%s.jar".formatted(module, module));
    if (!Files.isRegularFile(first)) {
      // Java would leave it out without a word.
      throw new IllegalStateException("not built: " + first);
    }
    return List.of("-cp", first + File.pathSeparator + own().of(service), service.main().getName());
  }

  private static List<String> with(List<String> first, Optional<List<String>> others) {
    return Stream.concat(first.stream(), others.stream().flatMap(List::stream)).toList();
  }

  private static List<String> with(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private Jvm peer(String service, List<String> arguments) {
    DatabaseAccess access = postgres.database("peer_" + service);
    List<String> all = new ArrayList<>(PEER_FLAGS);
    all.addAll(
        List.of(
            "-jar",
            root.resolve("bench/rest-peer/target/bench-rest-peer.jar").toString(),
            service,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.datasource.url=" + access.url(),
            "--spring.datasource.username=" + access.user()));
    all.addAll(arguments);
    Map<String, String> secrets = Map.of("SPRING_DATASOURCE_PASSWORD", access.password());
    return lifetime.own(() -> Jvm.start("peer-" + service, folder, TOMCAT, all, secrets));
  }

  private Jvm bare(String service, List<String> arguments) {
    List<String> all = new ArrayList<>(SERVICE_FLAGS);
    all.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.bench.ceiling.BareService",
            service));
    all.addAll(arguments);
    return lifetime.own(() -> Jvm.start("bare-" + service, folder, SERVING, all, Map.of()));
  }
}
