package dev.waybill.inventory.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockBook;
import dev.waybill.inventory.domain.StockCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores stock in PostgreSQL. All changes go through one lane, because orders share items, and
 * commands that share rows are faster in one group than in parallel.
 */
public final class PostgresInventoryStore implements InventoryStore {
  private final Database database;
  private final Duration furthestExpiry;
  private final GroupCommitter<StockBook> lane;

  /** The caller closes the database, after the store. */
  public PostgresInventoryStore(Database database, Duration holdTime, GroupSettings settings) {
    this.database = database;
    this.furthestExpiry = Reservation.Held.furthestExpiry(holdTime);
    this.lane = new GroupCommitter<>("stock", database, new StockGroupWriter(holdTime), settings);
  }

  @Override
  public <R> CompletableFuture<R> apply(StockCommand<R> command, TimeBudget budget) {
    return lane.submit(command, budget);
  }

  @Override
  public Optional<Item> item(Sku sku, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(ItemTable.FIND)
                .bind("sku", sku.value())
                .map((row, _) -> ItemTable.read(row))
                .findOne());
  }

  @Override
  public List<Item> itemsAfter(@Nullable Sku position, int limit, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(ItemTable.LIST)
                .bind("position", position == null ? "" : position.value())
                .bind("limit", limit)
                .map((row, _) -> ItemTable.read(row))
                .list());
  }

  @Override
  public List<OrderId> expiredHolds(int limit, TimeBudget budget) {
    // now() and not clock_timestamp(): an index search needs a constant time as its bound.
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(
                    """
                    (SELECT order_id FROM reservations
                    WHERE state = 'HELD' AND expires_at <= now()
                    ORDER BY expires_at LIMIT :limit)
                    UNION ALL
                    (SELECT order_id FROM reservations
                    WHERE state = 'HELD' AND expires_at > now() + make_interval(secs => :furthest)
                    ORDER BY expires_at DESC LIMIT :limit)
                    """)
                .bind("limit", limit)
                .bind("furthest", furthestExpiry.toMillis() / 1000.0)
                .map((row, _) -> new OrderId(row.getObject(1, UUID.class)))
                .list());
  }

  @Override
  public void close() {
    lane.close();
  }
}
