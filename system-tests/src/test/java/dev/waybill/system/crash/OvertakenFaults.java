package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.channel.Channels;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.ClientJournal;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Verdict;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pauses one of two instances of order-service before a step that it has decided on, until the
 * other instance has finished the order, and then resumes it. Its step is now too late: a
 * confirmation or rejection under a claim that has been replaced, a Reserve after the Release, or
 * an Authorize after the Cancel. It must not change anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OvertakenFaults {
  /**
   * All steps of an order's work; other calls of the store change nothing. A withdrawal is excluded
   * because its order was never recorded, and the end of payments because it belongs to no order.
   */
  private static final Pattern STEPS =
      Pattern.compile(
          "before (OrderStore\\.apply|Inventory\\.(?!withdraw)|Payments\\.(?!close)).*");

  private static final String PLACED = "SELECT count(*) FROM orders";
  private static final String ORDERS =
      """
      SELECT string_agg(format('%s %s version %s claim %s', order_id, state, version, claim), ', '
        ORDER BY order_id)
      FROM orders
      """;

  private CrashCluster cluster;
  private ClientJournal journal;
  private ManagedChannel toOwner;
  private OrderClient client;
  private Verdict verdict;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = CrashCluster.start(folder, 2);
    journal = ClientJournal.open(folder.resolve("journal.jsonl"));
    Instance owner = cluster.instance(Services.ORDER).instance();
    toOwner = Channels.open(owner.target(), owner.security(), Services.ORDER.contracts());
    client = new OrderClient(toOwner, journal);
    verdict = new Verdict(cluster.cluster(), journal);
  }

  @AfterAll
  void stop() {
    Channels.close(toOwner, Duration.ofSeconds(1));
    journal.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> theInstanceIsOvertaken() {
    Map<String, Scenario> scenarios =
        new Rehearsal(cluster, this::shop).play(Scenarios.ofOneOrder());
    return CrashCluster.points(Services.ORDER).stream()
        .filter(point -> STEPS.matcher(point.toString()).matches())
        .filter(point -> !CrashCluster.NEVER_MADE.containsKey(point.call()))
        .map(point -> test(point, scenarios));
  }

  private DynamicTest test(FaultPoint point, Map<String, Scenario> scenarios) {
    Scenario scenario = scenarios.get(point.toString());
    return DynamicTest.dynamicTest(
        point.toString(),
        () ->
            standStill(
                point, Objects.requireNonNull(scenario, "no scenario comes past this point")));
  }

  private void standStill(FaultPoint point, Scenario scenario) {
    ProbedInstance owner = cluster.instance(Services.ORDER);
    Shop shop = shop(owner.instance());
    long placed = placed();
    CompletableFuture<Void> reached = owner.arm(point);
    CompletableFuture<Void> clients =
        CompletableFuture.runAsync(
            () -> scenario.playUntil(reached, shop), Thread::startVirtualThread);
    String overtaken;
    try {
      CompletableFuture.anyOf(reached, clients).orTimeout(60, TimeUnit.SECONDS).join();
      Awaitility.await("the order is recorded").until(() -> placed() > placed);
      cluster.awaitNoneOpen();
      overtaken = orders();
    } finally {
      reached.completeExceptionally(new AssertionError("the clients do not come past " + point));
      owner.release();
    }
    reached.join();
    clients.orTimeout(90, TimeUnit.SECONDS).join();
    // An instance that exits normally has finished all its work.
    owner.instance().stop();
    String afterwards = orders();
    cluster.cluster().startAgain(owner.instance());
    assertThat(afterwards).as("orders, after what came too late").isEqualTo(overtaken);
    verdict.verify();
    assertThat(shop.outcomes()).as("ends of orders").isSubsetOf(scenario.ends());
    System.out.printf(
        Locale.ROOT,
        "fault: overtaken %s, %s: orders end as %s%n",
        point,
        scenario.name(),
        shop.outcomes());
  }

  private long placed() {
    return cluster.cluster().database().count(Services.ORDER, PLACED);
  }

  private String orders() {
    return cluster.cluster().database().value(Services.ORDER, ORDERS);
  }

  private Shop shop(Instance owner) {
    return new Shop(cluster.cluster(), client, verdict, owner);
  }
}
