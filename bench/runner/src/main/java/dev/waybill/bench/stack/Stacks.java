package dev.waybill.bench.stack;

import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.HttpLoad;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.DatabaseAccess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Starts the contenders.
 *
 * @param root the project's folder, whose jars are run
 * @param folder where logs go
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

  public static final Pattern SERVING = Pattern.compile("serving on .*:(\\d+)");
  private static final Pattern TOMCAT = Pattern.compile("Tomcat started on port (\\d+)");

  /** Longer than the benchmark runs. */
  private static final String NEVER = "48h";

  /** The three services as shipped. */
  public Stack product() {
    return services(Variant.of("services", "").with(this::withCache));
  }

  /**
   * The same jars, preceded by one class that limits groups to one command. Runs without an AOT
   * cache, because a cache fits only one class path.
   */
  public Stack groupsOfOne() {
    return services(Variant.of("groups of one", "single_").with(this::behindGroupsOfOne));
  }

  /** The services in a training run, in which the JVM records its AOT cache for the next start. */
  public Stack training() {
    return services(
        Variant.of("training", "placing_")
            .with(service -> jar(List.of("-XX:AOTCacheOutput=" + cache(service)), service)));
  }

  /** As shipped, except that orders stay confirmed: measures PlaceOrder alone. */
  public Stack placingOnly() {
    return services(Variant.of("placing only", "placing_").with(this::withCache).placingOnly());
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
        Optional.of("peer_order"));
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
        Optional.empty());
  }

  /** The address of a gRPC process. */
  public static String target(Jvm jvm) {
    return "127.0.0.1:" + jvm.port();
  }

  /**
   * Makes a process fail if it cannot use its cache; otherwise it would be measured without one.
   */
  private List<String> withCache(String service) {
    return jar(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache(service)), service);
  }

  private Path cache(String service) {
    return folder.resolve(service + ".aot");
  }

  private List<String> jar(List<String> flags, String service) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of("-jar", path(service).toString()));
    return all;
  }

  private static List<String> settings(DatabaseAccess database) {
    return List.of(
        "--port",
        "0",
        "--stop-delay",
        "0s",
        "--database-url",
        database.url(),
        "--database-user",
        database.user());
  }

  private Stack services(Variant variant) {
    Jvm inventory =
        service(
            variant,
            "inventory",
            "inventory",
            variant.fulfils() ? List.of() : List.of("--hold-time", NEVER));
    postgres.execute(variant.databasePrefix() + "inventory", Stock.INSERT);
    Jvm payment = service(variant, "payment", "payments", List.of());
    List<String> arguments =
        new ArrayList<>(
            List.of("--inventory-target", target(inventory), "--payment-target", target(payment)));
    if (!variant.fulfils()) {
      arguments.addAll(List.of("--fulfilment-delay", NEVER));
    }
    Jvm order = service(variant, "order", "orders", arguments);
    List<String> targets =
        List.of(
            "--no-restock",
            "--order-target",
            target(order),
            "--inventory-target",
            target(inventory),
            "--payment-target",
            target(payment));
    return new Stack(
        variant.name(),
        List.of(order, inventory, payment),
        new GrpcLoad(targets),
        postgres,
        Optional.of(variant.databasePrefix() + "orders").filter(_ -> variant.fulfils()));
  }

  /** Waits until the service is ready, so that services do not start at the same time. */
  private Jvm service(Variant variant, String service, String database, List<String> arguments) {
    List<String> all = new ArrayList<>(SERVICE_FLAGS);
    all.addAll(variant.command().apply(service));
    DatabaseAccess access = postgres.database(variant.databasePrefix() + database);
    all.addAll(settings(access));
    all.addAll(arguments);
    String name = variant.name().replace(' ', '-') + "-" + service;
    // A command line would show the password to all users.
    Map<String, String> secrets = Map.of("WAYBILL_DATABASE_PASSWORD", access.password());
    Jvm jvm = lifetime.own(() -> Jvm.start(name, folder, SERVING, all, secrets));
    jvm.port();
    return jvm;
  }

  private List<String> behindGroupsOfOne(String service) {
    String first = root.resolve("bench/groups-of-one/target/bench-groups-of-one.jar").toString();
    String main = Character.toUpperCase(service.charAt(0)) + service.substring(1);
    return List.of(
        "-cp",
        first + File.pathSeparator + path(service),
        "dev.waybill." + service + "." + main + "ServiceMain");
  }

  private Path path(String service) {
    return root.resolve(service + "-service/target/" + service + "-service.jar");
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
