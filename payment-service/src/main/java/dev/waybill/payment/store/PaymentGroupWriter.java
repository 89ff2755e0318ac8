package dev.waybill.payment.store;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentBook;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Locks and writes the payments of a group of commands, and posts to the ledger. */
final class PaymentGroupWriter implements GroupWriter<PaymentBook> {
  /**
   * An order without a row cannot be locked. If two instances create it at once, the loser's insert
   * violates the primary key, and its group runs again and finds the row. The time is read while
   * the rows are locked, so that the times of one payment never run backwards.
   */
  private static final NamedSql LOCK = NamedSql.of(PaymentTable.LOCK, Table.CLOCK);

  private static final GroupWrites<PaymentBook> WRITES =
      new GroupWrites<PaymentBook>()
          .rows(PaymentTable.TABLE, PaymentBook::payments)
          .insert(LedgerTable.TABLE, PaymentBook::legs);

  /** Enough for the payments of some seconds: most are captured soon after their authorization. */
  private static final int RECENT_PAYMENTS = 8192;

  private final RowCache<OrderId, PaymentRecord> recent = new RowCache<>(RECENT_PAYMENTS);

  /** Returns the payment as it was written last; null if it is not remembered. */
  @Nullable PaymentRecord recent(OrderId orderId) {
    return recent.peek(orderId);
  }

  @Override
  public PaymentBook begin() {
    return new PaymentBook(recent);
  }

  @Override
  public Instant lock(Handle handle, PaymentBook book) {
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      lock.bind("payments", PaymentTable.ID, book.payments().named());
      for (PaymentRecord record : lock.rows(PaymentTable::read)) {
        book.payments().load(record.payment().orderId(), record);
      }
      return lock.clock();
    }
  }

  @Override
  public void write(Handle handle, PaymentBook book, Instant now) {
    WRITES.write(handle, book, now);
  }

  @Override
  public Instant writeUnlocked(Handle handle, PaymentBook book, Instant now) {
    return WRITES.writeUnlocked(handle, book, now);
  }
}
