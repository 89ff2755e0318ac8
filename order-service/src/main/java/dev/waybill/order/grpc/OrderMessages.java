package dev.waybill.order.grpc;

import dev.waybill.common.message.EnumMessages;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts orders between the domain and protobuf. Requests have already been validated. */
public final class OrderMessages {

  private static final EnumMessages<VisibleState, OrderState> STATES =
      EnumMessages.ofSent(VisibleState.class, OrderState.class);
  private static final EnumMessages<ReasonCode, OrderReasonCode> REASONS =
      EnumMessages.ofSent(ReasonCode.class, OrderReasonCode.class);

  private OrderMessages() {}

  public static OrderRequest toRequest(PlaceOrderRequest message) {
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
    OrderReason reason = order.state().reasonOrNull();
    if (reason != null) {
      message.setReason(toMessage(reason));
    }
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
    OrderReason reason = event.state().reasonOrNull();
    if (reason != null) {
      message.setReason(toMessage(reason));
    }
    return message.build();
  }

  public static OrderState toMessage(VisibleState state) {
    return STATES.toMessage(state);
  }

  /** Throws if the state is unspecified or unknown, which validation rejects. */
  static VisibleState toState(OrderState message) {
    return Objects.requireNonNull(STATES.fromMessage(message), message::toString);
  }

  private static dev.waybill.proto.order.v1.OrderReason toMessage(OrderReason reason) {
    dev.waybill.proto.order.v1.OrderReason.Builder message =
        dev.waybill.proto.order.v1.OrderReason.newBuilder()
            .setCode(REASONS.toMessage(reason.code()))
            .setMessage(reason.message());
    if (reason.line()
        instanceof OrderReason.Line(int index, String sku, var requested, var available)) {
      message.setLine(index).setSku(sku);
      if (requested != null) {
        message.setRequested(requested);
      }
      if (available != null) {
        message.setAvailable(available);
      }
    }
    return message.build();
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
