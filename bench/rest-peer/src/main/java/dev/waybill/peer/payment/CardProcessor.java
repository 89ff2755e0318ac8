package dev.waybill.peer.payment;

import dev.waybill.peer.payment.PaymentController.Authorize;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sandbox card processor, with its own durable record. */
@Service
class CardProcessor {
  private final JdbcClient jdbc;

  CardProcessor(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  boolean authorize(Authorize request) {
    String state = request.paymentToken().equals("tok_declined") ? "DECLINED" : "APPROVED";
    jdbc.sql(
            """
            INSERT INTO sandbox.charges (key, state, currency, amount_minor, card_token)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING""")
        .params(
            request.orderId(),
            state,
            request.currency(),
            request.amountMinor(),
            request.paymentToken())
        .update();
    return !jdbc.sql("SELECT state FROM sandbox.charges WHERE key = ?")
        .param(request.orderId())
        .query(String.class)
        .single()
        .equals("DECLINED");
  }

  @Transactional
  void capture(UUID orderId) {
    jdbc.sql("UPDATE sandbox.charges SET state = 'CAPTURED' WHERE key = ? AND state = 'APPROVED'")
        .param(orderId)
        .update();
  }
}
