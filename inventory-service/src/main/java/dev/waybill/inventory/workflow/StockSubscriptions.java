package dev.waybill.inventory.workflow;

import dev.waybill.inventory.domain.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The subscriptions of all watchers. A newcomer gets no changes until it is settled, which is when
 * it has its first levels. Thread-safe.
 */
final class StockSubscriptions {
  private final Set<StockSubscription> all = new HashSet<>();
  private final Set<StockSubscription> newcomers = new HashSet<>();
  private final Set<StockSubscription> ofAll = new HashSet<>();
  private final Map<Sku, Set<StockSubscription>> bySku = new HashMap<>();

  /** Returns whether there was no subscription before. */
  synchronized boolean add(StockSubscription subscription) {
    boolean first = all.isEmpty();
    all.add(subscription);
    newcomers.add(subscription);
    return first;
  }

  /** Has no effect on a subscription that was removed before. */
  synchronized void settle(StockSubscription subscription) {
    if (!newcomers.remove(subscription)) {
      return;
    }
    if (subscription.isOfAll()) {
      ofAll.add(subscription);
    }
    for (Sku sku : subscription.skus()) {
      bySku.computeIfAbsent(sku, _ -> new HashSet<>(1)).add(subscription);
    }
  }

  synchronized void remove(StockSubscription subscription) {
    all.remove(subscription);
    newcomers.remove(subscription);
    ofAll.remove(subscription);
    for (Sku sku : subscription.skus()) {
      bySku.computeIfPresent(
          sku,
          (_, watching) -> {
            watching.remove(subscription);
            return watching.isEmpty() ? null : watching;
          });
    }
  }

  synchronized int count() {
    return all.size();
  }

  /** What must be read for all current subscriptions. */
  synchronized StockDemand demand() {
    Set<Sku> skus = new HashSet<>(bySku.keySet());
    boolean all = !ofAll.isEmpty();
    for (StockSubscription newcomer : newcomers) {
      skus.addAll(newcomer.skus());
      all |= newcomer.isOfAll();
    }
    return new StockDemand(all, skus, List.copyOf(newcomers));
  }

  /** The settled subscriptions that watch the item. */
  synchronized List<StockSubscription> watching(Sku sku) {
    List<StockSubscription> watching = new ArrayList<>(ofAll);
    watching.addAll(bySku.getOrDefault(sku, Set.of()));
    return watching;
  }
}
