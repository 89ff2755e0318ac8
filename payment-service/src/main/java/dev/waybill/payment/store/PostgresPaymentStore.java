package dev.waybill.payment.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentBook;
import dev.waybill.payment.domain.PaymentCommand;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.domain.PaymentStore.PagePosition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores payments in PostgreSQL; all writes go through one lane. */
public final class PostgresPaymentStore implements PaymentStore {
  private final Database database;
  private final PaymentGroupWriter writer = new PaymentGroupWriter();
  private final GroupCommitter<PaymentBook> lane;

  public PostgresPaymentStore(Database database, GroupSettings settings) {
    this.database = database;
    this.lane = new GroupCommitter<>("payments", database, writer, settings);
  }

  @Override
  public Optional<PaymentRecord> find(OrderId orderId, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(PaymentTable.FIND)
                .bind("id", orderId.value())
                .map((row, context) -> PaymentTable.read(row))
                .findOne());
  }

  @Override
  public Optional<PaymentRecord> findToCapture(OrderId orderId, TimeBudget budget) {
    return Optional.ofNullable(writer.recent(orderId))
        .filter(record -> record.payment() instanceof Payment.Authorized)
        .or(() -> find(orderId, budget));
  }

  @Override
  public List<PaymentRecord> list(@Nullable PagePosition after, int limit, TimeBudget budget) {
    return database.read(
        budget,
        handle -> {
          var query =
              handle.createQuery(after == null ? PaymentTable.LIST_FROM_START : PaymentTable.LIST);
          if (after != null) {
            query.bind("time", after.createTime()).bind("id", after.orderId().value());
          }
          return query.bind("limit", limit).map((row, context) -> PaymentTable.read(row)).list();
        });
  }

  @Override
  public <R> R apply(PaymentCommand<R> command, TimeBudget budget) {
    return lane.apply(command, budget);
  }

  @Override
  public void close() {
    lane.close();
  }
}
