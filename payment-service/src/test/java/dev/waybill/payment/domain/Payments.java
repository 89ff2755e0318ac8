package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;
import java.util.UUID;

/** Orders and terms for tests in which the values do not matter. */
public final class Payments {
  public static final Money AMOUNT = new Money("EUR", 1250);

  private Payments() {}

  public static OrderId anyOrder() {
    return new OrderId(UUID.randomUUID());
  }

  public static PaymentTerms terms(String paymentToken) {
    return new PaymentTerms(AMOUNT, paymentToken);
  }

  public static PaymentTerms goodCard() {
    return terms("tok_ok");
  }

  public static Payment.Authorized authorized(OrderId orderId) {
    return new Payment.Authorized(orderId, goodCard());
  }
}
