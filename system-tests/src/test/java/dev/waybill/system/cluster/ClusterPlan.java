package dev.waybill.system.cluster;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The composition of a cluster.
 *
 * @param services what runs
 * @param instances of each service
 * @param mains the class that runs a service
 * @param arguments the arguments of each service, besides port, database and targets
 * @param jvm options of every service's JVM
 * @param classPath where the services' code is
 * @param isRestartedOften whether it is worth it that an instance, when it exits normally, takes
 *     seconds to archive its classes, so that its successors start in half the time
 * @param isSecured whether everybody speaks TLS, services show certificates, and clients the token
 *     of an operator
 */
public record ClusterPlan(
    List<ServiceDefinition<?, ?>> services,
    int instances,
    Function<ServiceDefinition<?, ?>, Class<?>> mains,
    Map<ServiceDefinition<?, ?>, List<String>> arguments,
    List<String> jvm,
    String classPath,
    boolean isRestartedOften,
    boolean isSecured) {
  /** Starts fast and stays small, which suits processes that are soon killed. */
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m");

  /** Lets the clusters of a run be secured, whatever their tests say. */
  private static final boolean SECURED = Boolean.getBoolean("waybill.secured");

  private static final String OWN_CLASS_PATH = System.getProperty("java.class.path");

  /** The given number of instances of each service, unmodified. */
  public static ClusterPlan of(int instances) {
    return of(Services.ALL, instances);
  }

  /** One instance of the service, which need not be deployed, and of each one that it calls. */
  public static ClusterPlan ofOnly(ServiceDefinition<?, ?> service) {
    Set<ServiceDefinition<?, ?>> needed = new LinkedHashSet<>();
    addWithCalled(service, needed);
    return of(List.copyOf(needed), 1);
  }

  private static ClusterPlan of(List<ServiceDefinition<?, ?>> services, int instances) {
    return new ClusterPlan(
        services,
        instances,
        ServiceDefinition::main,
        Map.of(),
        QUICK,
        OWN_CLASS_PATH,
        false,
        SECURED);
  }

  private static void addWithCalled(
      ServiceDefinition<?, ?> service, Set<ServiceDefinition<?, ?>> needed) {
    service.calls().forEach(called -> addWithCalled(Services.named(called), needed));
    needed.add(service);
  }

  /** The same plan with these arguments for a service, such as "--lease", "2s". */
  public ClusterPlan with(ServiceDefinition<?, ?> service, String... values) {
    Map<ServiceDefinition<?, ?>, List<String>> changed = new HashMap<>(arguments);
    changed.put(service, List.of(values));
    return new ClusterPlan(
        services, instances, mains, changed, jvm, classPath, isRestartedOften, isSecured);
  }

  /** The same plan with another main class for a service. */
  public ClusterPlan runBy(ServiceDefinition<?, ?> service, Class<?> main) {
    return new ClusterPlan(
        services,
        instances,
        other -> other.equals(service) ? main : mains.apply(other),
        arguments,
        jvm,
        classPath,
        isRestartedOften,
        isSecured);
  }

  /**
   * The same plan with one main class for every service. It runs {@link
   * ServiceCommand#serviceOfThisProcess}.
   */
  public ClusterPlan runBy(Class<?> main) {
    return new ClusterPlan(
        services, instances, _ -> main, arguments, jvm, classPath, isRestartedOften, isSecured);
  }

  /**
   * The same plan with the services' code from this class path, such as that of another release.
   */
  public ClusterPlan runFrom(String path) {
    return new ClusterPlan(
        services, instances, mains, arguments, jvm, path, isRestartedOften, isSecured);
  }

  /** The same plan with these JVM options. */
  public ClusterPlan onJvm(String... options) {
    return new ClusterPlan(
        services,
        instances,
        mains,
        arguments,
        List.of(options),
        classPath,
        isRestartedOften,
        isSecured);
  }

  /** The same plan, prepared for many starts. Stop each instance once, gracefully, before them. */
  public ClusterPlan restartedOften() {
    return new ClusterPlan(services, instances, mains, arguments, jvm, classPath, true, isSecured);
  }

  /** The same plan, secured. */
  public ClusterPlan secured() {
    return new ClusterPlan(
        services, instances, mains, arguments, jvm, classPath, isRestartedOften, true);
  }
}
