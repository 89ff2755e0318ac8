package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.Sku;
import java.util.List;
import java.util.Set;

/** The items to read, all or these, and who is to get first levels of them. */
record StockDemand(boolean all, Set<Sku> skus, List<StockSubscription> newcomers) {
  boolean isEmpty() {
    return !all && skus.isEmpty();
  }
}
