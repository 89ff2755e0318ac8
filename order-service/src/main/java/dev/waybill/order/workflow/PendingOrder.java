package dev.waybill.order.workflow;

import dev.waybill.common.background.Backoff;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches an order that another run works on. */
final class PendingOrder {

  private static final Logger LOG = LoggerFactory.getLogger(PendingOrder.class);
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

  private final OrderStore store;
  private Order order;

  PendingOrder(OrderStore store, Order order) {
    this.store = store;
    this.order = order;
  }

  /** Returns the order once it is no longer pending, or as last seen when the budget is spent. */
  Order await(TimeBudget budget) {
    try {
      Duration pause = PAUSES.after(0);
      for (int looks = 1; order.isPending() && budget.remaining().compareTo(pause) > 0; looks++) {
        Thread.sleep(pause);
        order = store.find(order.id(), budget).orElse(order);
        pause = PAUSES.after(looks);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The caller must learn that the order exists; a failure to read it would not say so.
      LOG.warn("order {} cannot be read while waiting for it: {}", order.id(), e.getMessage());
    }
    return order;
  }
}
