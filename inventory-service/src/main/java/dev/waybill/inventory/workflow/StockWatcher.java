package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;

/**
 * Receives the stock of items. One thread, shared by all watchers, calls every method, so methods
 * must not block or throw.
 */
public interface StockWatcher {

  /** The item's current level; never an older version of an item after a newer one. */
  void level(ItemLevel level);

  /** A watched item does not exist. No further calls follow. */
  void unknown(Sku sku);

  /** The first levels could not be read. No further calls follow. */
  void failed(RuntimeException failure);
}
