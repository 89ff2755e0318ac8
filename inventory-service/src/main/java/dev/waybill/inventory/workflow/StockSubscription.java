package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.Sku;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The items that one watcher watches. Equal only to itself, because a watcher may watch twice. */
final class StockSubscription {
  private final SortedSet<Sku> skus;
  private final StockWatcher watcher;

  /** An empty set means all items. */
  StockSubscription(Set<Sku> skus, StockWatcher watcher) {
    this.skus = Collections.unmodifiableSortedSet(new TreeSet<>(skus));
    this.watcher = watcher;
  }

  boolean isOfAll() {
    return skus.isEmpty();
  }

  SortedSet<Sku> skus() {
    return skus;
  }

  StockWatcher watcher() {
    return watcher;
  }
}
