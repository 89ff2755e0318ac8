package dev.waybill.inventory.telemetry;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.telemetry.InventoryMetrics.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of requests to reserve stock. */
public record MeasuredInventoryStore(InventoryStore store, InventoryMetrics metrics)
    implements InventoryStore {
  @Override
  public <R> CompletableFuture<R> apply(StockCommand<R> command, TimeBudget budget) {
    CompletableFuture<R> answer = store.apply(command, budget);
    return command instanceof ReservationCommand.Reserve
        ? answer.whenComplete((result, _) -> metrics.reservations().add(outcome(result)))
        : answer;
  }

  /** The result is null if the command failed. */
  private static Outcome outcome(@Nullable Object result) {
    if (result == null) {
      return Outcome.FAILED;
    }
    return result instanceof Standing standing
        ? outcome(standing.reservation())
        : Outcome.CONTENT_DIFFERS;
  }

  private static Outcome outcome(Reservation reservation) {
    return switch (reservation) {
      case Reservation.Held _ -> Outcome.HELD;
      case Reservation.Refused refused ->
          refused.refusal().reason() == Refusal.Reason.OUT_OF_STOCK
              ? Outcome.OUT_OF_STOCK
              : Outcome.REFUSED;
      case Reservation.Committed _,
          Reservation.Released _,
          Reservation.Closed _,
          Reservation.Expired _,
          Reservation.Withdrawn _ ->
          Outcome.OVER;
    };
  }

  @Override
  public Optional<Item> item(Sku sku, TimeBudget budget) {
    return store.item(sku, budget);
  }

  @Override
  public List<Item> itemsAfter(@Nullable Sku position, int limit, TimeBudget budget) {
    return store.itemsAfter(position, limit, budget);
  }

  @Override
  public List<OrderId> expiredHolds(int limit, TimeBudget budget) {
    return store.expiredHolds(limit, budget);
  }

  @Override
  public void close() {
    store.close();
  }
}
