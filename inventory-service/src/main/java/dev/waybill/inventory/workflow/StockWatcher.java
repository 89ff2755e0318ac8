package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.ItemLevel;
import dev.waybill.inventory.domain.Sku;

/**
 * Somebody who watches the stock of items. Told everything by one thread, which all watchers share:
 * it must not be held up, and nothing may be thrown at it.
 */
public interface StockWatcher {

  /** The item's level as it is now; of one item never an older version after a newer one. */
  void level(ItemLevel level);

  /** One of the watched items does not exist. Nothing follows. */
  void unknown(Sku sku);

  /** The first levels could not be read. Nothing follows. */
  void failed(RuntimeException failure);
}
