package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches an order that another run works on. */
final class PendingOrder {

  private static final Logger LOG = LoggerFactory.getLogger(PendingOrder.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final OrderStore store;
  private Order order;

  PendingOrder(OrderStore store, Order order) {
    this.store = store;
    this.order = order;
  }

  /** Returns the order once it is no longer pending, or as last seen when the budget is spent. */
  Order await(TimeBudget budget) {
    try {
      Duration pause = FIRST_PAUSE;
      while (order.isPending() && budget.remaining().compareTo(pause) > 0) {
        Thread.sleep(pause);
        order = store.find(order.id(), budget).orElse(order);
        pause = longer(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The caller must learn that the order exists; a failure to read it would not say so.
      LOG.warn("order {} cannot be read while waiting for it: {}", order.id(), e.getMessage());
    }
    return order;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
