package dev.waybill.inventory.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the catalogue, the stock and the reservations. Its failures are those of {@code
 * dev.waybill.common.failure}.
 */
public interface InventoryStore extends AutoCloseable {

  /**
   * Applies a command together with others that arrive at the same time. The result comes only
   * after it is durable.
   */
  <R> CompletableFuture<R> apply(StockCommand<R> command, TimeBudget budget);

  /** The item, as stored. */
  Optional<Item> item(Sku sku, TimeBudget budget);

  /** The first items after the given SKU, or the first of all, sorted by SKU. */
  List<Item> itemsAfter(@Nullable Sku position, int limit, TimeBudget budget);

  /**
   * Orders whose holds {@link StockCommand.Expire} would change, by the store's clock: at most this
   * many that are over, and as many that end later than a hold can.
   */
  List<OrderId> expiredHolds(int limit, TimeBudget budget);

  /** Whether the database answers. */
  boolean isReachable();

  /** Applies what was submitted, refuses what comes later. */
  @Override
  void close();
}
