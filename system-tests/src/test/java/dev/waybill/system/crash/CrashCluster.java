package dev.waybill.system.crash;

import dev.waybill.inventory.InventoryPorts;
import dev.waybill.local.stack.Service;
import dev.waybill.order.OrderPorts;
import dev.waybill.payment.PaymentPorts;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import dev.waybill.system.cluster.Orders;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** Probed instances of each service, with the delays of orders shortened. */
final class CrashCluster implements AutoCloseable {
  /** Calls that the services never make. */
  static final Map<String, String> NEVER_MADE =
      Map.of("OrderStore.apply(Place)", "a new order is stored by beginNew");

  private static final Map<Service, Class<? extends Record>> PORTS =
      Map.of(
          Service.ORDER, OrderPorts.class,
          Service.INVENTORY, InventoryPorts.class,
          Service.PAYMENT, PaymentPorts.class);

  private static final String OPEN_ORDERS =
      """
      SELECT count(*) FROM orders WHERE state NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED')
      """;

  private final Cluster cluster;
  private final Map<Service, List<ProbedInstance>> instances = new EnumMap<>(Service.class);

  private CrashCluster(Cluster cluster) {
    this.cluster = cluster;
    for (Service service : Service.values()) {
      instances.put(service, cluster.instances(service).stream().map(ProbedInstance::new).toList());
    }
  }

  /** Starts one or two instances of each service. */
  static CrashCluster start(Path folder, int instances) {
    ClusterPlan plan =
        ClusterPlan.of(instances)
            .restartedOften()
            .runBy(Service.ORDER, ProbedOrderMain.class)
            .runBy(Service.INVENTORY, ProbedInventoryMain.class)
            .runBy(Service.PAYMENT, ProbedPaymentMain.class)
            .with(Service.ORDER, orderArguments())
            .with(Service.INVENTORY, "--expiry-interval", "100ms")
            .with(Service.PAYMENT, "--processor-timeout", "300ms");
    return new CrashCluster(Cluster.start(folder, plan));
  }

  private static String[] orderArguments() {
    return new String[] {
      "--lease", "2500ms",
      "--workflow-limit", "2200ms",
      "--decision-limit", "10s",
      "--fulfilment-delay", "300ms",
      "--recovery-interval", "100ms",
      "--fulfilment-interval", "50ms"
    };
  }

  /** All fault points of a service. */
  static List<FaultPoint> points(Service service) {
    return PortCalls.ports(Objects.requireNonNull(PORTS.get(service))).stream()
        .flatMap(port -> PortCalls.points(port).stream())
        .toList();
  }

  Cluster cluster() {
    return cluster;
  }

  /** The first instance of the service. */
  ProbedInstance instance(Service service) {
    return instances(service).getFirst();
  }

  List<ProbedInstance> instances(Service service) {
    return Objects.requireNonNull(instances.get(service));
  }

  /** Queries the database, because asking the service would pass fault points. */
  void awaitNoneOpen() {
    Awaitility.await("all orders are final")
        .atMost(Orders.FINAL_WITHIN)
        .until(() -> cluster.database().count(Service.ORDER, OPEN_ORDERS) == 0);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
