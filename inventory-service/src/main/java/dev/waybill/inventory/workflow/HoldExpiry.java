package dev.waybill.inventory.workflow;

import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodically ends holds that have expired, and cuts holds to the usual time that a clock which
 * ran ahead made too long. Several instances may do so at once: the first to reach a hold ends it.
 */
public final class HoldExpiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
  private static final int BATCH = 200;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final OutageLog outage = new OutageLog(LOG, "the expiry of holds");
  private final InventoryStore store;
  private final Duration interval;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("hold-expiry").factory());

  public HoldExpiry(InventoryStore store, Duration interval) {
    this.store = store;
    this.interval = interval;
  }

  /** Starts the timer; the first run is immediate, for holds that expired while no instance ran. */
  public void start() {
    long pause = Math.max(1, interval.toMillis());
    var _ = timer.scheduleWithFixedDelay(this::sweep, 0, pause, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    CorrelationId.run(CorrelationId.newId(), this::expireAll);
  }

  private void expireAll() {
    try {
      int found;
      do {
        found = expireBatch();
      } while (found >= BATCH && !timer.isShutdown());
      outage.recovered();
    } catch (RuntimeException e) {
      // An exception would stop the timer for good; an outage must only delay it.
      outage.failed(e);
    }
  }

  private int expireBatch() {
    List<OrderId> due = store.expiredHolds(BATCH, TimeBudget.of(LONGEST_WAIT));
    TimeBudget budget = TimeBudget.of(LONGEST_WAIT);
    CompletableFuture<?>[] ends =
        due.stream()
            .map(order -> store.apply(new ReservationCommand.Expire(order), budget))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
    if (!due.isEmpty()) {
      LOG.info("{} holds expired or were cut to the usual time", due.size());
    }
    return due.size();
  }

  /** Waits for the run in progress. Does not interrupt it, because it uses JDBC. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("holds are still being expired after {}", LONGEST_WAIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
