package dev.waybill.order.grpc;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.Pricing;
import dev.waybill.order.domain.VisibleState;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts orders between the domain and protobuf. Requests have already been validated. */
public final class OrderMessages {

  private OrderMessages() {}

  static OrderRequest toRequest(PlaceOrderRequest message) {
    return toRequest(message, "");
  }

  /** The path is the prefix that errors put before the request's own fields, such as "order.". */
  static OrderRequest toRequest(PlaceOrderRequest message, String path) {
    return new OrderRequest(
        UUID.fromString(message.getRequestId()),
        message.getCustomerId(),
        message.getLinesList().stream()
            .map(line -> new OrderLine(line.getSku(), line.getQuantity()))
            .toList(),
        message.getPaymentToken(),
        message.hasExpectedTotal()
            ? MoneyMessages.fromMessage(message.getExpectedTotal(), path + "expected_total")
            : null);
  }

  static OrderId toOrderId(String text) {
    return new OrderId(UUID.fromString(text));
  }

  public static dev.waybill.proto.order.v1.Order toMessage(Order order) {
    OrderRequest request = order.request();
    Pricing pricing = order.pricing();
    dev.waybill.proto.order.v1.Order.Builder message =
        dev.waybill.proto.order.v1.Order.newBuilder()
            .setOrderId(order.id().toString())
            .setCustomerId(request.customerId())
            .setState(toMessage(VisibleState.of(order.state())))
            .setVersion(order.version())
            .setCreateTime(TimeMessages.toMessage(order.createTime()))
            .setUpdateTime(TimeMessages.toMessage(order.updateTime()));
    addLines(message, request.lines(), pricing);
    if (pricing != null) {
      message.setTotal(MoneyMessages.toMessage(pricing.total()));
    }
    ReasonMessages.of(order.state()).ifPresent(message::setReason);
    return message.build();
  }

  public static dev.waybill.proto.order.v1.OrderEvent toMessage(OrderEvent event) {
    dev.waybill.proto.order.v1.OrderEvent.Builder message =
        dev.waybill.proto.order.v1.OrderEvent.newBuilder()
            .setOrderId(event.orderId().toString())
            .setVersion(event.version())
            .setState(toMessage(VisibleState.of(event.state())))
            .setEventTime(TimeMessages.toMessage(event.time()))
            .setCorrelationId(event.correlationId());
    ReasonMessages.of(event.state()).ifPresent(message::setReason);
    return message.build();
  }

  public static OrderState toMessage(VisibleState state) {
    return switch (state) {
      case PENDING -> OrderState.ORDER_STATE_PENDING;
      case CONFIRMED -> OrderState.ORDER_STATE_CONFIRMED;
      case COMPLETED -> OrderState.ORDER_STATE_COMPLETED;
      case REJECTING -> OrderState.ORDER_STATE_REJECTING;
      case REJECTED -> OrderState.ORDER_STATE_REJECTED;
      case CANCELLING -> OrderState.ORDER_STATE_CANCELLING;
      case CANCELLED -> OrderState.ORDER_STATE_CANCELLED;
    };
  }

  static VisibleState toState(OrderState message) {
    return switch (message) {
      case ORDER_STATE_PENDING -> VisibleState.PENDING;
      case ORDER_STATE_CONFIRMED -> VisibleState.CONFIRMED;
      case ORDER_STATE_COMPLETED -> VisibleState.COMPLETED;
      case ORDER_STATE_REJECTING -> VisibleState.REJECTING;
      case ORDER_STATE_REJECTED -> VisibleState.REJECTED;
      case ORDER_STATE_CANCELLING -> VisibleState.CANCELLING;
      case ORDER_STATE_CANCELLED -> VisibleState.CANCELLED;
      case ORDER_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not a state: " + message);
    };
  }

  private static void addLines(
      dev.waybill.proto.order.v1.Order.Builder message,
      List<OrderLine> lines,
      @Nullable Pricing pricing) {
    for (int index = 0; index < lines.size(); index++) {
      Money unitPrice = pricing == null ? null : pricing.unitPrices().get(index);
      message.addLines(toMessage(lines.get(index), unitPrice));
    }
  }

  private static dev.waybill.proto.order.v1.OrderLine toMessage(
      OrderLine line, @Nullable Money unitPrice) {
    dev.waybill.proto.order.v1.OrderLine.Builder message =
        dev.waybill.proto.order.v1.OrderLine.newBuilder()
            .setSku(line.sku())
            .setQuantity(line.quantity());
    if (unitPrice != null) {
      message
          .setUnitPrice(MoneyMessages.toMessage(unitPrice))
          .setTotal(MoneyMessages.toMessage(unitPrice.times(line.quantity())));
    }
    return message.build();
  }
}
