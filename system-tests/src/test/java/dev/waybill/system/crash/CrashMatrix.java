package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.waybill.cli.client.Service;
import dev.waybill.system.cluster.ClientJournal;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.cluster.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each service dies at each of its fault points while clients are at work, and is started again:
 * nothing is lost, nothing is done twice. No part of the usual tests; run by
 * system-tests/faults/check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashMatrix {
  /** Only points with this in their names are tried. */
  private static final Pattern FILTER =
      Pattern.compile(System.getProperty("waybill.crash.points", ""));

  /** Calls that the services never make. */
  private static final Map<String, String> NEVER_MADE =
      Map.of("OrderStore.apply(Place)", "a new order is stored by beginNew");

  private static final String OPEN_ORDERS =
      """
      SELECT count(*) FROM orders WHERE state NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED')
      """;

  private final CrashReport report = new CrashReport();
  private CrashCluster cluster;
  private ClientJournal journal;
  private OrderClient client;
  private Verdict verdict;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = CrashCluster.start(folder);
    journal = ClientJournal.open(folder.resolve("journal.jsonl"));
    client = new OrderClient(cluster.cluster().channel(Service.ORDER), journal);
    verdict = new Verdict(cluster.cluster(), journal);
  }

  @AfterAll
  void stop() {
    journal.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> theProcessDies() {
    Map<String, Scenario> scenarios = rehearse();
    return Arrays.stream(Service.values())
        .flatMap(
            service ->
                CrashCluster.points(service).stream()
                    .filter(point -> !NEVER_MADE.containsKey(point.call()))
                    .filter(point -> FILTER.matcher(point.toString()).find())
                    .map(point -> test(service, point, scenarios)));
  }

  /** Plays every scenario once, to see which points it comes past; the first that does is kept. */
  private Map<String, Scenario> rehearse() {
    Map<String, Scenario> firsts = new HashMap<>();
    var _ = takePassed();
    for (Scenario scenario : Scenarios.all()) {
      for (Service service : Service.values()) {
        var instance = cluster.instance(service).instance();
        scenario.clients().accept(new Shop(cluster.cluster(), client, verdict, instance));
        if (instance.isRunning()) {
          break;
        }
        cluster.cluster().startAgain(instance);
      }
      awaitNoneOpen();
      takePassed().forEach(point -> firsts.putIfAbsent(point, scenario));
    }
    // Only now: the end of an audit would be counted among what the next scenario comes past.
    verdict.verify();
    return firsts;
  }

  /** Asks the database, as asking the service would come past fault points. */
  private void awaitNoneOpen() {
    Awaitility.await("all orders are final")
        .atMost(Orders.FINAL_WITHIN)
        .until(() -> cluster.cluster().database().count(Service.ORDER, OPEN_ORDERS) == 0);
  }

  private Set<String> takePassed() {
    return Arrays.stream(Service.values())
        .map(cluster::instance)
        .map(ProbedInstance::takePassed)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private DynamicTest test(Service service, FaultPoint point, Map<String, Scenario> scenarios) {
    Scenario scenario = scenarios.get(point.toString());
    return DynamicTest.dynamicTest(
        point.toString(),
        () -> {
          if (scenario == null) {
            fail("no scenario comes past this point: add one");
          }
          die(service, point, scenario);
        });
  }

  private void die(Service service, FaultPoint point, Scenario scenario) {
    ProbedInstance victim = cluster.instance(service);
    Shop shop = new Shop(cluster.cluster(), client, verdict, victim.instance());
    CompletableFuture<Void> reached = victim.arm(point);
    long death;
    CompletableFuture<Void> clients =
        CompletableFuture.runAsync(() -> play(scenario, shop, reached), Thread::startVirtualThread);
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
    assertThat(shop.outcomes()).as("ends of orders").isSubsetOf(scenario.ends());
    report.add(point, scenario, shop.outcomes(), (System.nanoTime() - death) / 1e9);
  }

  /** Again, if it has missed the point: on a slow machine an order may have taken another way. */
  private static void play(Scenario scenario, Shop shop, CompletableFuture<Void> reached) {
    do {
      scenario.clients().accept(shop);
    } while (!reached.isDone());
  }
}
