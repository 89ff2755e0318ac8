package dev.waybill.payment.store;

import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.DeclineReason;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.Authorized;
import dev.waybill.payment.domain.Payment.CaptureRefused;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.Closed;
import dev.waybill.payment.domain.Payment.Declined;
import dev.waybill.payment.domain.Payment.Refunded;
import dev.waybill.payment.domain.Payment.Voided;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments as rows of the table. */
final class PaymentRows {
  private static final String CAPTURE_REFUSED = "CAPTURE_REFUSED";

  private PaymentRows() {}

  static PaymentRecord readRecord(ResultSet row) throws SQLException {
    return new PaymentRecord(
        readPayment(row), instant(row, "create_time"), instant(row, "update_time"));
  }

  static Payment readPayment(ResultSet row) throws SQLException {
    OrderId orderId = new OrderId(row.getObject("order_id", UUID.class));
    String currency = row.getString("currency");
    if (currency == null) {
      return new Closed(orderId);
    }
    Money amount = new Money(currency, row.getLong("amount_minor"));
    PaymentTerms terms = new PaymentTerms(amount, row.getString("card_token"));
    String reason = row.getString("decline_reason");
    String state = row.getString("state");
    return switch (state) {
      case "AUTHORIZED" ->
          CAPTURE_REFUSED.equals(reason)
              ? new CaptureRefused(orderId, terms)
              : new Authorized(orderId, terms);
      case "DECLINED" -> new Declined(orderId, terms, DeclineReason.valueOf(reason));
      case "CAPTURED" -> new Captured(orderId, terms);
      case "VOIDED" -> new Voided(orderId, terms);
      case "REFUNDED" -> new Refunded(orderId, terms);
      default -> throw new IllegalStateException("unknown state of payment: " + state);
    };
  }

  static String state(Payment payment) {
    return switch (payment) {
      case Authorized _, CaptureRefused _ -> "AUTHORIZED";
      case Declined _ -> "DECLINED";
      case Captured _ -> "CAPTURED";
      case Voided _, Closed _ -> "VOIDED";
      case Refunded _ -> "REFUNDED";
    };
  }

  static @Nullable String declineReason(Payment payment) {
    return switch (payment) {
      case Declined declined -> declined.reason().name();
      case CaptureRefused _ -> CAPTURE_REFUSED;
      case Authorized _, Captured _, Voided _, Refunded _, Closed _ -> null;
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
