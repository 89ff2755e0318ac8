package dev.waybill.inventory.store;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows.Change;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockBook;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Locks the rows of a group of commands in one round trip, and writes them in another. */
final class StockGroupWriter implements GroupWriter<StockBook> {
  /**
   * Every group locks reservations before items, and each kind by its key, so groups of several
   * instances wait for each other but never deadlock. The second statement sees the lines of the
   * reservations that the first has locked. Readings are loaded only after that: one that another
   * instance booked in is visible once its item is locked. The time is also read last, so that
   * waiting for a lock does not make it stale.
   */
  private static final NamedSql LOCK =
      NamedSql.of(ReservationTable.LOCK, ItemTable.LOCK, ReadingTable.READ, Table.CLOCK);

  /** Changes reservations before items, because rows that are not locked yet are locked here. */
  private static final GroupWrites<StockBook> WRITES =
      new GroupWrites<StockBook>()
          .update(
              ReservationTable.TABLE, ReservationTable.TABLE.replace(), StockGroupWriter::replaced)
          .update(ReservationTable.TABLE, ReservationTable.TABLE.update(), StockGroupWriter::moved)
          .rows(ItemTable.TABLE, StockBook::items)
          .insert(ReservationTable.TABLE, book -> book.reservations().added())
          .insert(ReadingTable.TABLE, book -> book.readings().added());

  /** Enough for the holds of some seconds: most are committed soon. */
  private static final int RECENT_RESERVATIONS = 8192;

  private static final int RECENT_ITEMS = 8192;

  private final Duration holdTime;
  private final RowCache<OrderId, Reservation> recentReservations =
      new RowCache<>(RECENT_RESERVATIONS);
  private final RowCache<Sku, Item> recentItems = new RowCache<>(RECENT_ITEMS);

  StockGroupWriter(Duration holdTime) {
    this.holdTime = holdTime;
  }

  @Override
  public StockBook begin() {
    return new StockBook(holdTime, recentReservations, recentItems);
  }

  @Override
  public Instant lock(Handle handle, StockBook book) {
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      lock.bind("reservations", ReservationTable.ID, book.reservations().named())
          .bind("items", ItemTable.ID, book.items().named())
          .bind("readings", ColumnType.UUID, book.readings().named());
      for (Reservation reservation : lock.rows(ReservationTable::read)) {
        book.reservations().load(reservation.orderId(), reservation);
      }
      for (Item item : lock.rows(ItemTable::read)) {
        book.items().load(item.sku(), item);
      }
      for (Reading reading : lock.rows(ReadingTable::read)) {
        book.readings().load(reading.scanId(), reading);
      }
      return lock.clock();
    }
  }

  @Override
  public void write(Handle handle, StockBook book, Instant now) {
    WRITES.write(handle, book, now);
  }

  @Override
  public Instant writeUnlocked(Handle handle, StockBook book, Instant now) {
    return WRITES.writeUnlocked(handle, book, now);
  }

  private static List<Change<Reservation>> replaced(StockBook book) {
    return book.reservations().changes().stream().filter(StockGroupWriter::isReplaced).toList();
  }

  private static List<Change<Reservation>> moved(StockBook book) {
    return book.reservations().changes().stream().filter(change -> !isReplaced(change)).toList();
  }

  /**
   * A withdrawn reservation keeps nothing of its decision, and a decision after a withdrawal is
   * entirely new.
   */
  private static boolean isReplaced(Change<Reservation> change) {
    return change.before() instanceof Reservation.Withdrawn
        || change.after() instanceof Reservation.Withdrawn;
  }
}
