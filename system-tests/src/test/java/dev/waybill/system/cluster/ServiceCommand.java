package dev.waybill.system.cluster;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds the command lines that run the instances of a cluster. */
public final class ServiceCommand {
  /** Tells a process the class of the service that it runs, for main classes that run any. */
  private static final String SERVICE = "waybill.service";

  private final ClusterPlan plan;
  private final ClusterDatabase database;
  private final ClusterSecurity security;
  private final Function<ServiceDefinition<?, ?>, String> target;

  ServiceCommand(
      ClusterPlan plan,
      ClusterDatabase database,
      ClusterSecurity security,
      Function<ServiceDefinition<?, ?>, String> target) {
    this.plan = plan;
    this.database = database;
    this.security = security;
    this.target = target;
  }

  /**
   * The environment of all instances of a service. It holds what must not be visible on a command
   * line.
   */
  Map<String, String> environment(ServiceDefinition<?, ?> service) {
    return database
        .of(service)
        .map(access -> Map.of("WAYBILL_DATABASE_PASSWORD", access.password()))
        .orElse(Map.of());
  }

  /** The service that a process with such a command line runs. */
  public static ServiceDefinition<?, ?> serviceOfThisProcess() {
    try {
      return Class.forName(System.getProperty(SERVICE, ""))
          .asSubclass(ServiceDefinition.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not run by a cluster", e);
    }
  }

  /** The command line of an instance, 0 or 1. */
  List<String> line(ServiceDefinition<?, ?> service, int number, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(plan.jvm());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    // Log as in production, because the tests' own configuration shows warnings only.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-D" + SERVICE + "=" + service.getClass().getName());
    Class<?> main = plan.mains().apply(service);
    if (plan.isRestartedOften()) {
      command.addAll(
          ClassArchive.options(service.title() + "-" + main.getSimpleName() + "-" + number));
      command.addAll(List.of("-cp", ClassArchive.classPath()));
    } else {
      command.addAll(List.of("-cp", plan.classPath()));
    }
    command.add(main.getName());
    command.addAll(List.of("--port", Integer.toString(port)));
    // No delay, because the cluster's balancing clients leave a stopping instance at once and tests
    // stop many.
    command.addAll(List.of("--stop-delay", "0s"));
    database
        .of(service)
        .ifPresent(
            access ->
                command.addAll(
                    List.of(
                        "--database-url",
                        access.url(),
                        "--database-user",
                        access.user(),
                        // On a busy machine PostgreSQL may take long to accept the connections of
                        // all services.
                        "--database-connect-timeout",
                        "30s")));
    for (String called : service.calls()) {
      command.addAll(List.of("--" + called + "-target", target.apply(Services.named(called))));
    }
    command.addAll(security.argumentsOf(service));
    command.addAll(plan.arguments().getOrDefault(service, List.of()));
    return command;
  }
}
