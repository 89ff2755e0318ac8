package dev.waybill.inventory.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.Collection;
import java.util.List;

/**
 * Reads the levels of many items at once. A later call never returns an older version. Throws the
 * exceptions of {@code dev.waybill.common.failure}.
 */
public interface StockLevels {

  /** Returns the levels of these items, as far as they exist. */
  List<ItemLevel> of(Collection<Sku> skus, TimeBudget budget);

  /** Returns the levels of all items. */
  List<ItemLevel> all(TimeBudget budget);

  /** The stock of an item at one time; the version increases with every change of the item. */
  record ItemLevel(Sku sku, StockLevel level, long version) {}
}
