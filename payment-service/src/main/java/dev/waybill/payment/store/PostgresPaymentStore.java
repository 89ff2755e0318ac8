package dev.waybill.payment.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentCommand;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentPosition;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentResult;
import dev.waybill.payment.domain.PaymentStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payments in PostgreSQL; all writes go through one lane. */
public final class PostgresPaymentStore implements PaymentStore {
  private static final String FIND =
      """
      SELECT order_id, state, currency, amount_minor, card_token, decline_reason,
          create_time, update_time
      FROM payments WHERE order_id = :id""";

  private static final String LIST =
      """
      SELECT order_id, state, currency, amount_minor, card_token, decline_reason,
          create_time, update_time
      FROM payments
      WHERE (create_time, order_id) < (:time, :id)
      ORDER BY create_time DESC, order_id DESC LIMIT :limit""";

  private static final String LIST_FROM_START =
      LIST.replace("WHERE (create_time, order_id) < (:time, :id)\n", "");

  private final Database database;
  private final GroupCommitter<PaymentCommand, PaymentResult> lane;

  public PostgresPaymentStore(Database database, GroupSettings settings) {
    this.database = database;
    this.lane = new GroupCommitter<>("payments", database, new PaymentWriter(), settings);
  }

  @Override
  public Optional<PaymentRecord> find(OrderId orderId, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", orderId.value())
                .map((row, context) -> PaymentRows.readRecord(row))
                .findOne());
  }

  @Override
  public List<PaymentRecord> list(@Nullable PaymentPosition after, int limit, TimeBudget budget) {
    return database.read(
        budget,
        handle -> {
          var query = handle.createQuery(after == null ? LIST_FROM_START : LIST);
          if (after != null) {
            query.bind("time", after.createTime()).bind("id", after.orderId().value());
          }
          return query
              .bind("limit", limit)
              .map((row, context) -> PaymentRows.readRecord(row))
              .list();
        });
  }

  @Override
  public PaymentResult recordAuthorization(RecordAuthorization command, TimeBudget budget) {
    return lane.apply(command, budget);
  }

  @Override
  public PaymentResult recordCapture(RecordCapture command, TimeBudget budget) {
    return lane.applyAdmitted(command, budget);
  }

  @Override
  public PaymentResult recordCancel(RecordCancel command, TimeBudget budget) {
    return lane.applyAdmitted(command, budget);
  }

  @Override
  public boolean isReachable() {
    return database.isReachable();
  }

  @Override
  public void close() {
    lane.close();
  }
}
