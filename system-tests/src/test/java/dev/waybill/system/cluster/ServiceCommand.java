package dev.waybill.system.cluster;

import dev.waybill.local.stack.Service;
import dev.waybill.postgres.DatabaseAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Builds the command lines that run the instances of a cluster. */
final class ServiceCommand {
  private final ClusterPlan plan;
  private final ClusterDatabase database;
  private final Function<Service, String> target;

  ServiceCommand(ClusterPlan plan, ClusterDatabase database, Function<Service, String> target) {
    this.plan = plan;
    this.database = database;
    this.target = target;
  }

  /**
   * The environment of all instances of a service. It holds what must not be visible on a command
   * line.
   */
  Map<String, String> environment(Service service) {
    return Map.of("WAYBILL_DATABASE_PASSWORD", database.of(service).password());
  }

  /** The command line of an instance, 0 or 1. */
  List<String> line(Service service, int number, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(plan.jvm());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    // Log as in production, because the tests' own configuration shows warnings only.
    command.add("-Dlogback.configurationFile=logback.xml");
    Class<?> main = Objects.requireNonNull(plan.mains().get(service));
    if (plan.isRestartedOften()) {
      command.addAll(ClassArchive.options(main.getSimpleName() + "-" + number));
      command.addAll(List.of("-cp", ClassArchive.classPath()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    }
    command.add(main.getName());
    command.addAll(List.of("--port", Integer.toString(port)));
    // No delay, because the cluster's balancing clients leave a stopping instance at once and tests
    // stop many.
    command.addAll(List.of("--stop-delay", "0s"));
    DatabaseAccess access = database.of(service);
    command.addAll(List.of("--database-url", access.url(), "--database-user", access.user()));
    // On a busy machine PostgreSQL may take long to accept the connections of all services.
    command.addAll(List.of("--database-connect-timeout", "30s"));
    if (service == Service.ORDER) {
      command.addAll(List.of("--inventory-target", target.apply(Service.INVENTORY)));
      command.addAll(List.of("--payment-target", target.apply(Service.PAYMENT)));
    }
    command.addAll(plan.arguments().getOrDefault(service, List.of()));
    return command;
  }
}
