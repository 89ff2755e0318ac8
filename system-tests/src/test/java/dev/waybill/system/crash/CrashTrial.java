package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.system.cluster.ClientJournal;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills services at their fault points while clients are at work, and restarts them. Nothing may be
 * lost or done twice.
 */
final class CrashTrial implements AutoCloseable {
  private final CrashCluster cluster;
  private final ClientJournal journal;
  private final OrderClient client;
  private final Verdict verdict;

  /** Takes over a cluster with one instance of each service. */
  CrashTrial(Path folder, CrashCluster cluster) {
    this.cluster = cluster;
    this.journal = ClientJournal.open(folder.resolve("journal.jsonl"));
    this.client = new OrderClient(cluster.cluster().channel(Services.ORDER), journal);
    this.verdict = new Verdict(cluster.cluster(), journal);
  }

  /**
   * How orders ended.
   *
   * @param seconds from the death until all orders were final and everything was checked
   */
  record Outcome(Set<OrderState> ends, double seconds) {}

  /** Plays the scenarios without a fault. Maps each point to those that pass it. */
  Map<String, Scenario> rehearse(List<Scenario> scenarios) {
    Map<String, Scenario> found = new Rehearsal(cluster, this::shop).play(scenarios);
    // Only verified now, because the end of an audit would count as part of the next scenario.
    verdict.verify();
    return found;
  }

  /** Kills the service at the point while the scenario is played. */
  Outcome die(ServiceDefinition<?, ?> service, FaultPoint point, Scenario scenario) {
    ProbedInstance victim = cluster.instance(service);
    Shop shop = shop(victim.instance());
    CompletableFuture<Void> reached = victim.arm(point);
    long death;
    CompletableFuture<Void> clients =
        CompletableFuture.runAsync(
            () -> scenario.playUntil(reached, shop), Thread::startVirtualThread);
    try {
      CompletableFuture.anyOf(reached, clients).orTimeout(60, TimeUnit.SECONDS).join();
    } finally {
      reached.completeExceptionally(new AssertionError("the clients do not come past " + point));
      victim.instance().kill();
      death = System.nanoTime();
      cluster.cluster().startAgain(victim.instance());
    }
    reached.join();
    clients.orTimeout(90, TimeUnit.SECONDS).join();
    verdict.verify();
    Set<OrderState> ends = shop.outcomes();
    assertThat(ends).as("ends of orders").isSubsetOf(scenario.ends());
    return new Outcome(ends, (System.nanoTime() - death) / 1e9);
  }

  private Shop shop(Instance victim) {
    return new Shop(cluster.cluster(), client, verdict, victim);
  }

  @Override
  public void close() {
    journal.close();
    cluster.close();
  }
}
