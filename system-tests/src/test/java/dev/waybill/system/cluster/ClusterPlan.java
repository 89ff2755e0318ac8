package dev.waybill.system.cluster;

import dev.waybill.cli.client.Service;
import dev.waybill.inventory.InventoryServiceMain;
import dev.waybill.order.OrderServiceMain;
import dev.waybill.payment.PaymentServiceMain;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster is made of.
 *
 * @param instances of each service
 * @param mains the class that runs a service
 * @param arguments what each service is given beside its port, its database and its targets
 * @param jvm options of every service's JVM
 * @param isRestartedOften whether it pays that an instance which ends by itself takes seconds to
 *     archive its classes, so that its successors start in half of the time
 */
public record ClusterPlan(
    int instances,
    Map<Service, Class<?>> mains,
    Map<Service, List<String>> arguments,
    List<String> jvm,
    boolean isRestartedOften) {
  /** Starts fast and stays small, which a process that is killed soon gains most from. */
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m");

  /** So many of each, the services as they are. */
  public static ClusterPlan of(int instances) {
    Map<Service, Class<?>> mains =
        Map.of(
            Service.ORDER, OrderServiceMain.class,
            Service.INVENTORY, InventoryServiceMain.class,
            Service.PAYMENT, PaymentServiceMain.class);
    return new ClusterPlan(instances, mains, Map.of(), QUICK, false);
  }

  /** The same with these arguments of a service, such as "--lease", "2s". */
  public ClusterPlan with(Service service, String... values) {
    Map<Service, List<String>> changed = new EnumMap<>(Service.class);
    changed.putAll(arguments);
    changed.put(service, List.of(values));
    return new ClusterPlan(instances, mains, changed, jvm, isRestartedOften);
  }

  /** The same with another class to run a service. */
  public ClusterPlan runBy(Service service, Class<?> main) {
    Map<Service, Class<?>> changed = new EnumMap<>(Service.class);
    changed.putAll(mains);
    changed.put(service, main);
    return new ClusterPlan(instances, changed, arguments, jvm, isRestartedOften);
  }

  /** The same with these options of the JVMs. */
  public ClusterPlan onJvm(String... options) {
    return new ClusterPlan(instances, mains, arguments, List.of(options), isRestartedOften);
  }

  /** The same, prepared for many starts; stop each instance once, gracefully, before the many. */
  public ClusterPlan restartedOften() {
    return new ClusterPlan(instances, mains, arguments, jvm, true);
  }
}
