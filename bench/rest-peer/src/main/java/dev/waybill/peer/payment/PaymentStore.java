package dev.waybill.peer.payment;

import dev.waybill.peer.payment.PaymentController.Authorize;
import dev.waybill.peer.payment.PaymentController.Payment;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Payments and their ledger. */
@Service
class PaymentStore {
  private final JdbcClient jdbc;

  PaymentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Payment> find(UUID orderId) {
    return jdbc.sql(
            "SELECT order_id, state, amount_minor, currency FROM payments WHERE order_id = ?")
        .param(orderId)
        .query(Payment.class)
        .optional();
  }

  @Transactional
  Payment recordAuthorization(Authorize request, boolean approved) {
    jdbc.sql(
            """
            INSERT INTO payments (order_id, state, currency, amount_minor, card_token,
              decline_reason, create_time, update_time)
            VALUES (?, ?, ?, ?, ?, ?, now(), now()) ON CONFLICT (order_id) DO NOTHING""")
        .params(
            request.orderId(),
            approved ? "AUTHORIZED" : "DECLINED",
            request.currency(),
            request.amountMinor(),
            request.paymentToken(),
            approved ? null : "CARD_DECLINED")
        .update();
    return find(request.orderId()).orElseThrow();
  }

  @Transactional
  Payment recordCapture(UUID orderId) {
    int changed =
        jdbc.sql(
                "UPDATE payments SET state = 'CAPTURED', update_time = now()"
                    + " WHERE order_id = ? AND state = 'AUTHORIZED'")
            .param(orderId)
            .update();
    Payment payment = find(orderId).orElseThrow();
    if (changed == 1) {
      post(payment, "PROCESSOR_RECEIVABLE", payment.amountMinor());
      post(payment, "SALES", -payment.amountMinor());
    }
    return payment;
  }

  private void post(Payment payment, String account, long amountMinor) {
    jdbc.sql(
            """
            INSERT INTO ledger_legs (order_id, kind, account, currency, amount_minor, post_time)
            VALUES (?, 'CAPTURE', ?, ?, ?, now())""")
        .params(payment.orderId(), account, payment.currency(), amountMinor)
        .update();
  }
}
