package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.Sku;
import java.util.List;
import java.util.Set;

/** The items to read, either all or these, and the subscriptions that need their first levels. */
record StockDemand(boolean all, Set<Sku> skus, List<StockSubscription> newcomers) {
  boolean isEmpty() {
    return !all && skus.isEmpty();
  }
}
