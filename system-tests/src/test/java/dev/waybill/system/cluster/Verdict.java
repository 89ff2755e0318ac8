package dev.waybill.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What must hold for a cluster and for what its clients were told, no matter what happened to it.
 */
public final class Verdict {
  private static final Duration SERVING_WITHIN = Duration.ofSeconds(60);
  private static final String REQUESTS_WITH_TWO_ORDERS =
      """
      SELECT count(*)
      FROM (SELECT FROM orders GROUP BY customer_id, request_id HAVING count(*) > 1) AS twice
      """;

  private final Cluster cluster;
  private final ClientJournal journal;
  private int toldBefore;

  public Verdict(Cluster cluster, ClientJournal journal) {
    this.cluster = cluster;
    this.journal = journal;
  }

  /**
   * Waits until every order is final. Then fails unless each order is as clients were told, each
   * request resulted in one order, and a strict audit with the journal finds nothing. All instances
   * must be running.
   */
  public void verify() {
    cluster.explainFailureOf(
        () -> {
          awaitServing();
          Orders.awaitNoneOpen(cluster.channel(Services.ORDER));
          ordersAreAsTold();
          assertThat(journal.contradictions()).as("one order per request, as told").isEmpty();
          assertThat(cluster.database().count(Services.ORDER, REQUESTS_WITH_TWO_ORDERS))
              .as("requests with two orders")
              .isZero();
          assertThat(audit()).as("violations").isEmpty();
        });
  }

  /** The violations of a strict audit with the journal, one per line. */
  public List<String> audit() {
    StrictAudit audit = new StrictAudit(cluster::channel, journal.written());
    var _ = audit.run();
    return audit.violations();
  }

  private void awaitServing() {
    Awaitility.await("all services answer")
        .atMost(SERVING_WITHIN)
        .until(() -> cluster.allInstances().allMatch(Health::isServing));
  }

  /** Only checks answers since the last call, because the audit compares the whole journal. */
  private void ordersAreAsTold() {
    List<Order> told = journal.told();
    Map<String, Order> newest =
        told.subList(toldBefore, told.size()).stream()
            .collect(
                Collectors.toMap(Order::getOrderId, order -> order, Verdict::ofTheHigherVersion));
    toldBefore = told.size();
    Channel orders = cluster.channel(Services.ORDER);
    newest.forEach((id, answer) -> isStillTrue(answer, Orders.get(orders, id)));
  }

  private static Order ofTheHigherVersion(Order one, Order other) {
    return one.getVersion() >= other.getVersion() ? one : other;
  }

  private static void isStillTrue(Order answer, Order now) {
    String order = "order " + now.getOrderId() + ", told as " + answer;
    assertThat(now.getVersion())
        .as("version of " + order)
        .isGreaterThanOrEqualTo(answer.getVersion());
    assertThat(now.getCustomerId()).as("customer of " + order).isEqualTo(answer.getCustomerId());
    if (answer.hasTotal()) {
      assertThat(now.getLinesList()).as("lines of " + order).isEqualTo(answer.getLinesList());
      assertThat(now.getTotal()).as("total of " + order).isEqualTo(answer.getTotal());
    }
    if (answer.getVersion() == now.getVersion()) {
      assertThat(now.getState()).as("state of " + order).isEqualTo(answer.getState());
    }
  }
}
