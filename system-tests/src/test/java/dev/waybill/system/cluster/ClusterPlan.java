package dev.waybill.system.cluster;

import dev.waybill.inventory.InventoryServiceMain;
import dev.waybill.local.stack.Service;
import dev.waybill.order.OrderServiceMain;
import dev.waybill.payment.PaymentServiceMain;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The composition of a cluster.
 *
 * @param instances of each service
 * @param mains the class that runs a service
 * @param arguments the arguments of each service, besides port, database and targets
 * @param jvm options of every service's JVM
 * @param isRestartedOften whether it is worth it that an instance, when it exits normally, takes
 *     seconds to archive its classes, so that its successors start in half the time
 */
public record ClusterPlan(
    int instances,
    Map<Service, Class<?>> mains,
    Map<Service, List<String>> arguments,
    List<String> jvm,
    boolean isRestartedOften) {
  /** Starts fast and stays small, which suits processes that are soon killed. */
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m");

  /** The given number of instances of each service, unmodified. */
  public static ClusterPlan of(int instances) {
    Map<Service, Class<?>> mains =
        Map.of(
            Service.ORDER, OrderServiceMain.class,
            Service.INVENTORY, InventoryServiceMain.class,
            Service.PAYMENT, PaymentServiceMain.class);
    return new ClusterPlan(instances, mains, Map.of(), QUICK, false);
  }

  /** The same plan with these arguments for a service, such as "--lease", "2s". */
  public ClusterPlan with(Service service, String... values) {
    Map<Service, List<String>> changed = new EnumMap<>(Service.class);
    changed.putAll(arguments);
    changed.put(service, List.of(values));
    return new ClusterPlan(instances, mains, changed, jvm, isRestartedOften);
  }

  /** The same plan with another main class for a service. */
  public ClusterPlan runBy(Service service, Class<?> main) {
    Map<Service, Class<?>> changed = new EnumMap<>(Service.class);
    changed.putAll(mains);
    changed.put(service, main);
    return new ClusterPlan(instances, changed, arguments, jvm, isRestartedOften);
  }

  /** The same plan with these JVM options. */
  public ClusterPlan onJvm(String... options) {
    return new ClusterPlan(instances, mains, arguments, List.of(options), isRestartedOften);
  }

  /** The same plan, prepared for many starts. Stop each instance once, gracefully, before them. */
  public ClusterPlan restartedOften() {
    return new ClusterPlan(instances, mains, arguments, jvm, true);
  }
}
