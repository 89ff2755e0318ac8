package dev.waybill.inventory.workflow;

import static java.util.stream.Collectors.toMap;

import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.ItemLevel;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels;
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
 * Tells watchers how the stock of items changes, whichever instance changes it. One thread reads
 * for all of them, one statement each time, and nothing while nobody watches.
 *
 * <p>That thread alone tells watchers anything, their first levels too. So none can be told an old
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

  /** The version of each item that was read last. Used by the timer's thread only, as the next. */
  private Map<Sku, Long> known = Map.of();

  public StockFeed(StockLevels levels, Duration interval) {
    this.levels = levels;
    this.interval = interval;
  }

  /** Begins to read whenever somebody watches. */
  public void start() {
    long pause = Math.max(1, interval.toMillis());
    var _ = timer.scheduleWithFixedDelay(this::look, 0, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Tells the watcher the present levels of the items, soon, and then whatever changes, until the
   * returned handle is run. No SKUs stand for all items, later ones included.
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
      // The timer would stop for good. Who has watched goes on; a newcomer may ask elsewhere.
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

  /** Waits for the look that is under way. */
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
