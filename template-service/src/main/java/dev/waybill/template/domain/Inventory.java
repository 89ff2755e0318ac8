package dev.waybill.template.domain;

import dev.waybill.common.time.TimeBudget;

/** Inventory, as this service needs it. */
public interface Inventory {
  /**
   * Asks about one item, at most for the budget.
   *
   * @throws dev.waybill.common.failure.TimeExpiredException if the budget was too short to ask, or
   *     ran out before inventory's own limit
   */
  Answer item(String sku, TimeBudget budget);

  /** What inventory says. */
  sealed interface Answer {
    /** There is such an item, with this name for people. */
    record Item(String name) implements Answer {}

    /** There is no such item. */
    record UnknownItem() implements Answer {}

    /** Inventory cannot be reached, or gives no answer that its contract declares. */
    record NoAnswer() implements Answer {}
  }
}
