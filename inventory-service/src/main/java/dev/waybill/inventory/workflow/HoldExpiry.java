package dev.waybill.inventory.workflow;

import dev.waybill.common.background.Loop;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  private final InventoryStore store;
  private final Loop loop;

  public HoldExpiry(InventoryStore store, Duration interval) {
    this.store = store;
    this.loop =
        new Loop(
            "hold-expiry", new OutageLog(LOG, "the expiry of holds"), interval, this::expireBatch);
  }

  /** The first step is immediate, for holds that expired while no instance ran. */
  public void start() {
    loop.start();
  }

  private Loop.Next expireBatch() {
    return CorrelationId.call(CorrelationId.newId(), this::expireDue);
  }

  private Loop.Next expireDue() {
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
    return Loop.Next.atOnceIf(due.size() >= BATCH);
  }

  /** Waits for the batch in progress. */
  @Override
  public void close() {
    loop.close(LONGEST_WAIT);
  }
}
