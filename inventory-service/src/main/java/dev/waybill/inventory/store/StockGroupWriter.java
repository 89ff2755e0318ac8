package dev.waybill.inventory.store;

import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Reservation;
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

  private static final GroupWrites<StockBook> WRITES =
      new GroupWrites<StockBook>()
          .rows(ItemTable.TABLE, StockBook::items)
          .insert(ReservationTable.TABLE, book -> book.reservations().added())
          .add(ReservationTable.TABLE, ReservationTable.TABLE.replace(), StockGroupWriter::replaced)
          .add(ReservationTable.TABLE, ReservationTable.TABLE.update(), StockGroupWriter::moved)
          .insert(ReadingTable.TABLE, book -> book.readings().added());

  private final Duration holdTime;

  StockGroupWriter(Duration holdTime) {
    this.holdTime = holdTime;
  }

  @Override
  public StockBook begin() {
    return new StockBook(holdTime);
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

  private static List<Reservation> replaced(StockBook book) {
    return book.reservations().changed().stream().filter(row -> isReplaced(book, row)).toList();
  }

  private static List<Reservation> moved(StockBook book) {
    return book.reservations().changed().stream().filter(row -> !isReplaced(book, row)).toList();
  }

  /**
   * A withdrawn reservation keeps nothing of its decision, and a decision after a withdrawal is
   * entirely new.
   */
  private static boolean isReplaced(StockBook book, Reservation row) {
    return row instanceof Reservation.Withdrawn
        || book.reservations().stored(row.orderId()) instanceof Reservation.Withdrawn;
  }
}
