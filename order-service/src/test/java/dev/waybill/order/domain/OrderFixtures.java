package dev.waybill.order.domain;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sample orders for tests; every call creates a new one. */
public final class OrderFixtures {

  public static final String CORRELATION_ID = "correlation-1";

  public static final OrderTimes TIMES =
      new OrderTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(8),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));

  private OrderFixtures() {}

  public static OrderRequest anyRequest() {
    return requestOf("customer-1");
  }

  public static OrderRequest requestOf(String customerId) {
    return request(
        customerId,
        "tok_ok",
        null,
        List.of(new OrderLine("SKU-001", 2), new OrderLine("SKU-002", 1)));
  }

  /** Returns a request with a new id. */
  public static OrderRequest request(
      String customerId,
      String paymentToken,
      @Nullable Money expectedTotal,
      List<OrderLine> lines) {
    return request(UUID.randomUUID(), customerId, paymentToken, expectedTotal, lines);
  }

  /** The only place in the tests that names every field of a request. */
  private static OrderRequest request(
      UUID requestId,
      String customerId,
      String paymentToken,
      @Nullable Money expectedTotal,
      List<OrderLine> lines) {
    return new OrderRequest(requestId, customerId, lines, paymentToken, expectedTotal);
  }

  /** Returns the request with the same id and another quantity. */
  public static OrderRequest changed(OrderRequest request) {
    return request(
        request.requestId(),
        request.customerId(),
        request.paymentToken(),
        request.expectedTotal(),
        List.of(new OrderLine("SKU-001", 3)));
  }

  public static OrderCommand.Place place(OrderRequest request) {
    return OrderCommand.Place.of(request, Claim.fresh(), CORRELATION_ID);
  }

  public static OrderCommand.Place anyPlace() {
    return place(anyRequest());
  }

  public static OrderCommand.Cancel cancel(OrderId id) {
    return new OrderCommand.Cancel(id, new Caller.Anyone(), Claim.fresh(), "correlation-2");
  }

  /** Charges ten units of the currency per piece. */
  public static Pricing pricingOf(OrderRequest request) {
    Money price = new Money("EUR", 1000);
    int pieces = request.lines().stream().mapToInt(OrderLine::quantity).sum();
    return new Pricing(request.lines().stream().map(_ -> price).toList(), price.times(pieces));
  }

  public static OrderStep.Confirm confirm(OrderCommand.Place place) {
    return new OrderStep.Confirm(place.orderId(), place.claim(), pricingOf(place.request()));
  }

  public static OrderReason cardDeclined() {
    return OrderReason.of(ReasonCode.CARD_DECLINED);
  }

  public static OrderReason outOfStock() {
    return new OrderReason(ReasonCode.OUT_OF_STOCK, new OrderReason.Line(1, "SKU-002", 5L, 3L));
  }
}
