package dev.waybill.order.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.workflow.CancelOrder.CancelResult;
import dev.waybill.order.workflow.PlaceOrder.PlaceResult;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;

/** Maps each outcome to the order or to an error with a stable reason. */
public final class OrderStatuses {

  private static final String RESOURCE_TYPE = "waybill.order.v1.Order";

  private OrderStatuses() {}

  /** Returns the outcome's order; throws the matching error if there is none. */
  static Order orderOf(PlaceResult result) {
    return switch (result) {
      case PlaceResult.Placed placed -> placed.order();
      case PlaceResult.RequestIdReused reused ->
          throw error(
              Code.ALREADY_EXISTS,
              OrderErrorReason.REQUEST_ID_REUSED,
              reused.orderId(),
              "request_id was already used for order %s, which has different content"
                  .formatted(reused.orderId()));
    };
  }

  /** Returns the outcome's order; throws the matching error if there is none. */
  static Order orderOf(CancelResult result) {
    return switch (result) {
      case CancelResult.Cancelled cancelled -> cancelled.order();
      case CancelResult.NotFound notFound -> throw notFound(notFound.orderId());
      case CancelResult.TooLate tooLate -> throw tooLate(tooLate.order());
    };
  }

  static StatusRuntimeException notFound(OrderId id) {
    return error(
        Code.NOT_FOUND, OrderErrorReason.ORDER_NOT_FOUND, id, "there is no order %s".formatted(id));
  }

  /** Throws unless these are the events of an order that has reached the version. */
  static void requireVersion(OrderId id, long version, List<RecordedEvent> events) {
    if (events.isEmpty()) {
      throw notFound(id);
    }
    long last = events.getLast().event().version();
    if (version > last) {
      throw error(
          Code.OUT_OF_RANGE,
          OrderErrorReason.VERSION_OUT_OF_RANGE,
          id,
          "after_version is %s, but order %s is only at version %s".formatted(version, id, last));
    }
  }

  private static StatusRuntimeException tooLate(Order order) {
    return switch (order.state()) {
      case OrderState.Fulfilling _ ->
          tooLate(order, OrderErrorReason.ORDER_IN_FULFILMENT, "is being fulfilled");
      case OrderState.Completed _ ->
          tooLate(order, OrderErrorReason.ORDER_COMPLETED, "is completed");
      case OrderState.Rejecting _, OrderState.Rejected _ ->
          tooLate(order, OrderErrorReason.ORDER_REJECTED, "was rejected");
      case OrderState.Pending _,
          OrderState.Confirmed _,
          OrderState.Cancelling _,
          OrderState.Cancelled _ ->
          throw new IllegalStateException("order can be cancelled: " + order);
    };
  }

  private static StatusRuntimeException tooLate(
      Order order, OrderErrorReason reason, String standing) {
    return error(
        Code.FAILED_PRECONDITION,
        reason,
        order.id(),
        "order %s %s and can no longer be cancelled".formatted(order.id(), standing));
  }

  private static StatusRuntimeException error(
      Code code, OrderErrorReason reason, OrderId id, String message) {
    return RpcErrors.resource(code, reason.name(), message, RESOURCE_TYPE, "orders/" + id);
  }

  /** The stable error reasons of order-service, in addition to those of every service. */
  public enum OrderErrorReason {
    /** The customer used the request id for an order with different content. */
    REQUEST_ID_REUSED,
    /** There is no order with this id. */
    ORDER_NOT_FOUND,
    /** The order cannot be cancelled any more: it is being shipped and charged. */
    ORDER_IN_FULFILMENT,
    /** The order cannot be cancelled any more: it was shipped and charged. */
    ORDER_COMPLETED,
    /** The order needs no cancelling: it was refused, and nothing is held or charged for it. */
    ORDER_REJECTED,
    /** The order has not reached the version after which the caller wants to watch it. */
    VERSION_OUT_OF_RANGE
  }
}
