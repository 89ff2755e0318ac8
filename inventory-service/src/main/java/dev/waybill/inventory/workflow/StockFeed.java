package dev.waybill.inventory.workflow;

import static java.util.stream.Collectors.toMap;

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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final OutageLog outage = new OutageLog(LOG, "the feed of stock levels");
  private final StockLevels levels;
  private final Duration interval;
  private final StockSubscriptions subscriptions = new StockSubscriptions();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("stock-feed").factory());

  /** The version of each item that was read last. Used by the timer's thread only. */
  private Map<Sku, Long> known = Map.of();

  public StockFeed(StockLevels levels, Duration interval) {
    this.levels = levels;
    this.interval = interval;
  }

  /** Starts the timer, which reads while there are watchers. */
  public void start() {
    long pause = Math.max(1, interval.toMillis());
    var _ = timer.scheduleWithFixedDelay(this::look, 0, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Sends the watcher the current levels of the items soon, and then every change until the
   * returned handle is run. An empty set means all items, including later ones.
   */
  public Runnable watch(Set<Sku> skus, StockWatcher watcher) {
    StockSubscription subscription = new StockSubscription(skus, watcher);
    subscriptions.add(subscription);
    return () -> subscriptions.remove(subscription);
  }

  private void look() {
    StockDemand demand = subscriptions.demand();
    if (demand.isEmpty()) {
      known = Map.of();
      return;
    }
    try {
      tell(read(demand), demand.newcomers());
      outage.recovered();
    } catch (RuntimeException e) {
      // An exception would stop the timer for good. Earlier watchers stay; a newcomer fails, so it
      // can try another instance.
      outage.failed(e);
      for (StockSubscription newcomer : demand.newcomers()) {
        subscriptions.remove(newcomer);
        newcomer.watcher().failed(e);
      }
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
    timer.shutdown();
    try {
      if (!timer.awaitTermination(LONGEST_READ.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("stock is still being read after {}", LONGEST_READ);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
