package dev.waybill.inventory.workflow;

import static java.util.stream.Collectors.toMap;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends watchers the stock changes made by any instance. One thread reads for all of them, with one
 * statement each time, and reads nothing while there are no watchers.
 *
 * <p>Only that thread calls watchers, even for their first levels, so no watcher can get an old
 * level after a new one.
 */
public final class StockFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StockFeed.class);
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  private final StockLevels levels;
  private final StockSubscriptions subscriptions = new StockSubscriptions();
  private final Loop loop;

  /** The version of each item that was read last. Used by the loop's thread only. */
  private Map<Sku, Long> known = Map.of();

  public StockFeed(StockLevels levels, Duration interval) {
    this.levels = levels;
    this.loop =
        new Loop(
            "stock-feed", new OutageLog(LOG, "the feed of stock levels"), interval, this::readOn);
  }

  public void start() {
    loop.start();
  }

  /**
   * Sends the watcher the current levels of the items soon, and then every change until the
   * returned handle is run. An empty set means all items, including later ones.
   */
  public Runnable watch(Set<Sku> skus, StockWatcher watcher) {
    StockSubscription subscription = new StockSubscription(skus, watcher);
    if (subscriptions.add(subscription)) {
      loop.wake();
    }
    return () -> subscriptions.remove(subscription);
  }

  /** How many watchers there are. */
  public int watchers() {
    return subscriptions.count();
  }

  private Loop.Next readOn() {
    StockDemand demand = subscriptions.demand();
    if (demand.isEmpty()) {
      known = Map.of();
      return Loop.Next.WHEN_WOKEN;
    }
    try {
      tell(read(demand), demand.newcomers());
      return Loop.Next.AFTER_PAUSE;
    } catch (RuntimeException e) {
      // Earlier watchers stay; a newcomer fails, so it can try another instance.
      for (StockSubscription newcomer : demand.newcomers()) {
        subscriptions.remove(newcomer);
        newcomer.watcher().failed(e);
      }
      throw e;
    }
  }

  private List<ItemLevel> read(StockDemand demand) {
    TimeBudget budget = TimeBudget.of(LONGEST_READ);
    return demand.all() ? levels.all(budget) : levels.of(demand.skus(), budget);
  }

  private void tell(List<ItemLevel> read, List<StockSubscription> newcomers) {
    Map<Sku, Long> before = known;
    known = new HashMap<>();
    for (ItemLevel level : read) {
      long version = before.getOrDefault(level.sku(), 0L);
      known.put(level.sku(), Math.max(version, level.version()));
      if (level.version() > version) {
        subscriptions.watching(level.sku()).forEach(settled -> settled.watcher().level(level));
      }
    }
    if (!newcomers.isEmpty()) {
      welcome(newcomers, read.stream().collect(toMap(ItemLevel::sku, level -> level)));
    }
  }

  private void welcome(List<StockSubscription> newcomers, Map<Sku, ItemLevel> present) {
    List<Sku> all = present.keySet().stream().sorted().toList();
    for (StockSubscription newcomer : newcomers) {
      subscriptions.settle(newcomer);
      for (Sku sku : newcomer.isOfAll() ? all : newcomer.skus()) {
        ItemLevel level = present.get(sku);
        if (level == null) {
          subscriptions.remove(newcomer);
          newcomer.watcher().unknown(sku);
          break;
        }
        newcomer.watcher().level(level);
      }
    }
  }

  /** Waits for the read in progress. */
  @Override
  public void close() {
    loop.close(LONGEST_READ);
  }
}
