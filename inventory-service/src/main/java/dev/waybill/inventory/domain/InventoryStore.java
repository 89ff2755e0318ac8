package dev.waybill.inventory.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores the catalogue, the stock and the reservations. Throws the exceptions of {@code
 * dev.waybill.common.failure}.
 */
public interface InventoryStore extends AutoCloseable {

  /**
   * Applies a command in a group with others that arrive at the same time. Completes only after the
   * change is durable.
   */
  <R> CompletableFuture<R> apply(StockCommand<R> command, TimeBudget budget);

  /** Returns the item as stored. */
  Optional<Item> item(Sku sku, TimeBudget budget);

  /** Returns the first items after the given SKU, or the first of all, sorted by SKU. */
  List<Item> itemsAfter(@Nullable Sku position, int limit, TimeBudget budget);

  /**
   * Returns orders whose holds {@link ReservationCommand.Expire} would change, by the store's
   * clock: at most {@code limit} holds that have expired, and at most as many that end later than a
   * hold can.
   */
  List<OrderId> expiredHolds(int limit, TimeBudget budget);

  /** Applies the commands already submitted, and refuses later ones. */
  @Override
  void close();
}
