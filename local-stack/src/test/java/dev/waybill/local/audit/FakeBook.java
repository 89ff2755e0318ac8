package dev.waybill.local.audit;

import com.google.type.Money;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.inventory.audit.v1.ReservationDigest;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the three services have in their databases at one moment. */
public final class FakeBook {
  public static final Money NOTHING = Money.getDefaultInstance();

  final Map<String, ListDigestsResponse> orders = new ConcurrentSkipListMap<>();
  final Map<String, ReservationDigest> reservations = new ConcurrentSkipListMap<>();
  final Map<String, Payment> payments = new ConcurrentSkipListMap<>();

  public static Money euros(long units) {
    return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).build();
  }

  public FakeBook order(String id, OrderState state, Money total) {
    orders.put(
        id,
        ListDigestsResponse.newBuilder()
            .setOrderId(id)
            .setState(state)
            .setTotal(total)
            .setCustomerId("acme")
            .setRequestId("request-of-" + id)
            .build());
    return this;
  }

  public FakeBook reservation(String id, ReservationState state, Money total) {
    reservations.put(
        id, ReservationDigest.newBuilder().setOrderId(id).setState(state).setTotal(total).build());
    return this;
  }

  public FakeBook hold(String id, Duration remaining) {
    reservations.put(
        id,
        ReservationDigest.newBuilder()
            .setOrderId(id)
            .setState(ReservationState.RESERVATION_STATE_HELD)
            .setRemaining(TimeMessages.toMessage(remaining))
            .build());
    return this;
  }

  public FakeBook payment(String id, PaymentState state, Money captured, Money refunded) {
    payments.put(
        id,
        Payment.newBuilder()
            .setOrderId(id)
            .setState(state)
            .setCaptured(captured)
            .setRefunded(refunded)
            .build());
    return this;
  }

  /** An order over 25 EUR that succeeded from beginning to end. */
  public FakeBook completedOrder(String id) {
    return order(id, OrderState.ORDER_STATE_COMPLETED, euros(25))
        .reservation(id, ReservationState.RESERVATION_STATE_COMMITTED, euros(25))
        .payment(id, PaymentState.PAYMENT_STATE_CAPTURED, euros(25), NOTHING);
  }
}
