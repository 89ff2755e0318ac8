package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.ClientJournal;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills each service of an order at each of its fault points while clients are at work, and
 * restarts it. Nothing may be lost or done twice. Not part of the usual tests; run by
 * system-tests/faults/check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashMatrix {
  /** Only points whose names contain this are tried. */
  private static final Pattern FILTER =
      Pattern.compile(System.getProperty("waybill.crash.points", ""));

  private final CrashReport report = new CrashReport();
  private CrashCluster cluster;
  private ClientJournal journal;
  private OrderClient client;
  private Verdict verdict;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = CrashCluster.start(folder, 1);
    journal = ClientJournal.open(folder.resolve("journal.jsonl"));
    client = new OrderClient(cluster.cluster().channel(Services.ORDER), journal);
    verdict = new Verdict(cluster.cluster(), journal);
  }

  @AfterAll
  void stop() {
    journal.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> theProcessDies() {
    Map<String, Scenario> scenarios = new Rehearsal(cluster, this::shop).play(Scenarios.all());
    // Only verified now, because the end of an audit would count as part of the next scenario.
    verdict.verify();
    return CrashCluster.SERVICES.stream()
        .flatMap(
            service ->
                CrashCluster.points(service).stream()
                    .filter(point -> !CrashCluster.NEVER_MADE.containsKey(point.call()))
                    .filter(point -> FILTER.matcher(point.toString()).find())
                    .map(point -> test(service, point, scenarios)));
  }

  private DynamicTest test(
      ServiceDefinition<?, ?> service, FaultPoint point, Map<String, Scenario> scenarios) {
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

  private void die(ServiceDefinition<?, ?> service, FaultPoint point, Scenario scenario) {
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
    assertThat(shop.outcomes()).as("ends of orders").isSubsetOf(scenario.ends());
    report.add(point, scenario, shop.outcomes(), (System.nanoTime() - death) / 1e9);
  }

  private Shop shop(Instance victim) {
    return new Shop(cluster.cluster(), client, verdict, victim);
  }
}
