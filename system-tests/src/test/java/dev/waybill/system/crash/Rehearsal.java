package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plays scenarios without a fault to see which fault points they pass. */
final class Rehearsal {
  private final CrashCluster cluster;
  private final Function<Instance, Shop> shop;

  Rehearsal(CrashCluster cluster, Function<Instance, Shop> shop) {
    this.cluster = cluster;
    this.shop = shop;
  }

  /** Maps each point to the scenario that passes it. */
  Map<String, Scenario> play(List<Scenario> scenarios) {
    Map<String, Scenario> found = new HashMap<>();
    var _ = takePassed();
    for (Scenario scenario : scenarios) {
      for (ServiceDefinition<?, ?> service : Services.ALL) {
        Instance instance = cluster.instance(service).instance();
        scenario.clients().accept(shop.apply(instance));
        if (instance.isRunning()) {
          break;
        }
        cluster.cluster().startAgain(instance);
      }
      cluster.awaitNoneOpen();
      takePassed().forEach(point -> found.merge(point, scenario, Scenario::or));
    }
    return found;
  }

  private Set<String> takePassed() {
    return Services.ALL.stream()
        .flatMap(service -> cluster.instances(service).stream())
        .map(ProbedInstance::takePassed)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }
}
