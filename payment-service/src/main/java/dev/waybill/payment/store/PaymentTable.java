package dev.waybill.payment.store;

import dev.waybill.common.money.Money;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.Table;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.Asked;
import dev.waybill.payment.domain.Payment.Authorized;
import dev.waybill.payment.domain.Payment.CaptureRefused;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.Closed;
import dev.waybill.payment.domain.Payment.DeclineReason;
import dev.waybill.payment.domain.Payment.Declined;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.Payment.Refunded;
import dev.waybill.payment.domain.Payment.Voided;
import dev.waybill.payment.domain.PaymentTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of payments. */
public final class PaymentTable {
  static final Table<PaymentRecord> TABLE = new Table<>("payments");

  static final ColumnType<OrderId> ID = ColumnType.UUID.as(OrderId::new, OrderId::value);

  private static final String CAPTURE_REFUSED = "CAPTURE_REFUSED";

  private static final Column<PaymentRecord, OrderId> ORDER_ID =
      TABLE.key(Column.of("order_id", ID, record -> record.payment().orderId()));
  private static final Column<PaymentRecord, State> STATE =
      TABLE.changing(
          Column.of("state", ColumnType.namesOf(State.class), record -> stateOf(record.payment())));
  private static final MoneyColumns<PaymentRecord> AMOUNT =
      MoneyColumns.fixed(TABLE, "currency", "amount_minor", ofTerms(PaymentTerms::amount));
  private static final Column<PaymentRecord, String> CARD_TOKEN =
      TABLE.fixed(
          Column.orNull("card_token", ColumnType.TEXT, ofTerms(PaymentTerms::paymentToken)));
  private static final Column<PaymentRecord, String> DECLINE_REASON =
      TABLE.changing(
          Column.orNull(
              "decline_reason", ColumnType.TEXT, record -> declineReason(record.payment())));
  private static final Column<PaymentRecord, Instant> CREATE_TIME =
      TABLE.fixed(Column.of("create_time", ColumnType.TIME, PaymentRecord::createTime));
  private static final Column<PaymentRecord, Instant> UPDATE_TIME =
      TABLE.changing(Column.of("update_time", ColumnType.TIME, PaymentRecord::updateTime));

  static {
    TABLE.guard(STATE);
    TABLE.guard(DECLINE_REASON);
  }

  static final String LOCK = TABLE.lock();

  static final String FIND = "SELECT " + TABLE.columns() + " FROM payments WHERE order_id = :id";

  private static final String NEWEST_FIRST =
      " ORDER BY create_time DESC, order_id DESC LIMIT :limit";

  static final String LIST_FROM_START =
      "SELECT " + TABLE.columns() + " FROM payments" + NEWEST_FIRST;

  static final String LIST =
      "SELECT "
          + TABLE.columns()
          + " FROM payments WHERE (create_time, order_id) < (:time, :id)"
          + NEWEST_FIRST;

  private PaymentTable() {}

  static PaymentRecord read(ResultSet row) throws SQLException {
    return new PaymentRecord(readPayment(row), CREATE_TIME.read(row), UPDATE_TIME.read(row));
  }

  public static Payment readPayment(ResultSet row) throws SQLException {
    OrderId orderId = ORDER_ID.read(row);
    Money amount = AMOUNT.readOrNull(row);
    if (amount == null) {
      return new Closed(orderId);
    }
    PaymentTerms terms = new PaymentTerms(amount, CARD_TOKEN.read(row));
    return switch (STATE.read(row)) {
      case AUTHORIZED ->
          CAPTURE_REFUSED.equals(DECLINE_REASON.readOrNull(row))
              ? new CaptureRefused(orderId, terms)
              : new Authorized(orderId, terms);
      case DECLINED ->
          new Declined(orderId, terms, DeclineReason.valueOf(DECLINE_REASON.read(row)));
      case CAPTURED -> new Captured(orderId, terms);
      case VOIDED -> new Voided(orderId, terms);
      case REFUNDED -> new Refunded(orderId, terms);
    };
  }

  private static State stateOf(Payment payment) {
    return switch (payment) {
      case Authorized _, CaptureRefused _ -> State.AUTHORIZED;
      case Declined _ -> State.DECLINED;
      case Captured _ -> State.CAPTURED;
      case Voided _, Closed _ -> State.VOIDED;
      case Refunded _ -> State.REFUNDED;
    };
  }

  private static @Nullable String declineReason(Payment payment) {
    return switch (payment) {
      case Declined declined -> declined.reason().name();
      case CaptureRefused _ -> CAPTURE_REFUSED;
      case Authorized _, Captured _, Voided _, Refunded _, Closed _ -> null;
    };
  }

  private static <V> Function<PaymentRecord, @Nullable V> ofTerms(Function<PaymentTerms, V> part) {
    return record -> record.payment() instanceof Asked asked ? part.apply(asked.terms()) : null;
  }

  /** The states by their stored names. */
  private enum State {
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED
  }
}
