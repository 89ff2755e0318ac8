package dev.waybill.system.crash;

import dev.waybill.cli.client.Service;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.order.OrderPorts;
import dev.waybill.payment.PaymentPorts;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One probed instance of each service, with the waits of orders shortened. */
final class CrashCluster implements AutoCloseable {
  private static final Map<Service, Class<? extends Record>> PORTS =
      Map.of(
          Service.ORDER, OrderPorts.class,
          Service.INVENTORY, InventoryPorts.class,
          Service.PAYMENT, PaymentPorts.class);

  private final Cluster cluster;
  private final Map<Service, ProbedInstance> instances = new EnumMap<>(Service.class);

  private CrashCluster(Cluster cluster) {
    this.cluster = cluster;
    for (Service service : Service.values()) {
      instances.put(service, new ProbedInstance(cluster.instance(service, 0)));
    }
  }

  static CrashCluster start(Path folder) {
    ClusterPlan plan =
        ClusterPlan.of(1)
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

  /** The fault points of a service, all there are. */
  static List<FaultPoint> points(Service service) {
    return PortCalls.ports(Objects.requireNonNull(PORTS.get(service))).stream()
        .flatMap(port -> PortCalls.points(port).stream())
        .toList();
  }

  Cluster cluster() {
    return cluster;
  }

  ProbedInstance instance(Service service) {
    return Objects.requireNonNull(instances.get(service));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
