package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import dev.waybill.system.cluster.Orders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** Probed instances of each service, with the delays of orders shortened. */
final class CrashCluster implements AutoCloseable {
  /** The services that take part in an order. Others have their own {@link ServiceCrashes}. */
  static final List<ServiceDefinition<?, ?>> SERVICES =
      List.of(Services.ORDER, Services.INVENTORY, Services.PAYMENT);

  /** Calls that the services never make. */
  static final Map<String, String> NEVER_MADE =
      Map.of("OrderStore.apply(Place)", "a new order is stored by beginNew");

  private static final String OPEN_ORDERS =
      """
      SELECT count(*) FROM orders WHERE state NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED')
      """;

  private final Cluster cluster;
  private final Map<ServiceDefinition<?, ?>, List<ProbedInstance>> instances = new HashMap<>();

  private CrashCluster(Cluster cluster) {
    this.cluster = cluster;
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      instances.put(service, cluster.instances(service).stream().map(ProbedInstance::new).toList());
    }
  }

  /** Starts one or two instances of each service, for many restarts. */
  static CrashCluster start(Path folder, int instances) {
    return start(folder, plan(instances).restartedOften());
  }

  /** Starts what the plan says. */
  static CrashCluster start(Path folder, ClusterPlan plan) {
    return new CrashCluster(Cluster.start(folder, plan));
  }

  /** One or two instances of each service. */
  static ClusterPlan plan(int instances) {
    return ClusterPlan.of(instances)
        .runBy(ProbedMain.class)
        .with(Services.ORDER, orderArguments())
        .with(Services.INVENTORY, "--expiry-interval", "100ms")
        .with(Services.PAYMENT, "--processor-timeout", "300ms");
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
  static List<FaultPoint> points(ServiceDefinition<?, ?> service) {
    return PortCalls.ports(service.portsType()).stream()
        .flatMap(port -> PortCalls.points(port).stream())
        .toList();
  }

  Cluster cluster() {
    return cluster;
  }

  /** The first instance of the service. */
  ProbedInstance instance(ServiceDefinition<?, ?> service) {
    return instances(service).getFirst();
  }

  List<ProbedInstance> instances(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(instances.get(service));
  }

  /** Queries the database, because asking the service would pass fault points. */
  void awaitNoneOpen() {
    Awaitility.await("all orders are final")
        .atMost(Orders.FINAL_WITHIN)
        .until(() -> cluster.database().count(Services.ORDER, OPEN_ORDERS) == 0);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
