package dev.waybill.system.faults;

import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.ClientJournal;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.cluster.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A cluster under test, its clients' journal, and the final verdict. */
public final class Trial implements AutoCloseable {
  private static final int REPEATED_AT_A_TIME = 16;
  private static final String BY_STATE =
      """
      SELECT coalesce(string_agg(state || ' ' || orders, ', ' ORDER BY state), 'no orders')
      FROM (
        SELECT lower(concat_ws(' ', state, reason_code)) AS state, count(*) AS orders
        FROM orders GROUP BY state, reason_code) AS states
      """;

  /**
   * A process that may have died keeps an order for only 3 s, and an order is decided within 8 s.
   */
  private static final String[] QUICKLY = {
    "--lease", "3s",
    "--workflow-limit", "2500ms",
    "--decision-limit", "8s",
    "--fulfilment-delay", "1s"
  };

  private final Cluster cluster;
  private final ClientJournal journal;
  private final OrderClient client;
  private final Verdict verdict;

  private Trial(Cluster cluster, ClientJournal journal) {
    this.cluster = cluster;
    this.journal = journal;
    this.client = new OrderClient(cluster.channel(Services.ORDER), journal);
    this.verdict = new Verdict(cluster, journal);
  }

  public static Trial start(Path folder, ClusterPlan plan) {
    return new Trial(
        Cluster.start(folder, plan), ClientJournal.open(folder.resolve("journal.jsonl")));
  }

  /** Starts two instances of each service that soon recover abandoned orders. */
  static Trial start(Path folder) {
    return start(folder, plan(2, QUICKLY));
  }

  /** A plan with the number of instances of each service, and these arguments for order-service. */
  public static ClusterPlan plan(int instances, String... orderArguments) {
    return ClusterPlan.of(instances).with(Services.ORDER, orderArguments);
  }

  public Cluster cluster() {
    return cluster;
  }

  public ClientJournal journal() {
    return journal;
  }

  public OrderClient client() {
    return client;
  }

  /** Clients that each place one order, and send it once more if it is not answered. */
  public Traffic orders(int perSecond) {
    return orders(perSecond, "tok_ok");
  }

  /** The same, paid for with the token. */
  Traffic orders(int perSecond, String token) {
    return Traffic.start(
        perSecond,
        () -> {
          PlaceOrderRequest order = Orders.orderPaidWith(token);
          var _ = client.place(order).or(() -> client.place(order));
        });
  }

  /**
   * Repeats requests that were never answered and waits until all orders are final. Fails if
   * anything was lost or done twice, and prints the figures.
   */
  public void verify(String what) {
    List<PlaceOrderRequest> unanswered = journal.unanswered();
    repeat(unanswered);
    verdict.verify();
    System.out.printf(
        Locale.ROOT,
        "fault: %s: %d answers, %d requests repeated in the end; %s%n",
        what,
        journal.told().size(),
        unanswered.size(),
        cluster.database().value(Services.ORDER, BY_STATE));
  }

  /** The arguments that let a test end soon, and more. */
  public static String[] quicklyAnd(String... more) {
    return Stream.of(QUICKLY, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /** Runs concurrently, because there are many after an outage. */
  private void repeat(List<PlaceOrderRequest> requests) {
    try (ExecutorService threads = Executors.newFixedThreadPool(REPEATED_AT_A_TIME)) {
      CompletableFuture.allOf(
              requests.stream()
                  .map(
                      request ->
                          CompletableFuture.runAsync(
                              () -> client.placeUntilAnswered(request), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }

  @Override
  public void close() {
    try (cluster) {
      journal.close();
    }
  }
}
