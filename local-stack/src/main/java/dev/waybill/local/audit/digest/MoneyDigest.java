package dev.waybill.local.audit.digest;

import com.google.type.Money;
import dev.waybill.proto.payment.audit.v1.ListDigestsResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;

/**
 * What an audit needs to know about a payment.
 *
 * @param captured the default instance if nothing was captured
 * @param refunded the default instance if nothing was refunded
 */
public record MoneyDigest(String orderId, PaymentState state, Money captured, Money refunded)
    implements Digest {
  public static MoneyDigest of(ListDigestsResponse message) {
    return new MoneyDigest(
        message.getOrderId(), message.getState(), message.getCaptured(), message.getRefunded());
  }

  public static MoneyDigest of(Payment payment) {
    return new MoneyDigest(
        payment.getOrderId(), payment.getState(), payment.getCaptured(), payment.getRefunded());
  }
}
