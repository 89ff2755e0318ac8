package dev.waybill.inventory.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.Collection;
import java.util.List;

/**
 * Reads how much there is of many items at once. A later call never answers an older version. Its
 * failures are those of {@code dev.waybill.common.failure}.
 */
public interface StockLevels {

  /** Of these items, as far as they exist. */
  List<ItemLevel> of(Collection<Sku> skus, TimeBudget budget);

  /** Of all items. */
  List<ItemLevel> all(TimeBudget budget);
}
