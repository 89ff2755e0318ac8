package dev.waybill.order.grpc;

import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.Reason;
import dev.waybill.order.domain.ReasonCode;
import dev.waybill.proto.order.v1.OrderReason;
import dev.waybill.proto.order.v1.OrderReasonCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains why an order was refused or cancelled, for machines and for people. */
final class ReasonMessages {

  private ReasonMessages() {}

  static Optional<OrderReason> of(OrderState state) {
    return switch (state) {
      case OrderState.Rejecting(Reason reason) -> Optional.of(toMessage(reason));
      case OrderState.Rejected(Reason reason) -> Optional.of(toMessage(reason));
      case OrderState.Cancelling(Reason reason) -> Optional.of(toMessage(reason));
      case OrderState.Cancelled(Reason reason) -> Optional.of(toMessage(reason));
      case OrderState.Pending _,
          OrderState.Confirmed _,
          OrderState.Fulfilling _,
          OrderState.Completed _ ->
          Optional.empty();
    };
  }

  private static OrderReason toMessage(Reason reason) {
    OrderReason.Builder message =
        OrderReason.newBuilder().setCode(code(reason.code())).setMessage(sentence(reason));
    Reason.Line line = reason.line();
    if (line != null) {
      message.setLine(line.index()).setSku(line.sku());
      setCounts(message, line.requested(), line.available());
    }
    return message.build();
  }

  private static void setCounts(
      OrderReason.Builder message, @Nullable Long requested, @Nullable Long available) {
    if (requested != null) {
      message.setRequested(requested);
    }
    if (available != null) {
      message.setAvailable(available);
    }
  }

  private static OrderReasonCode code(ReasonCode code) {
    return switch (code) {
      case OUT_OF_STOCK -> OrderReasonCode.ORDER_REASON_CODE_OUT_OF_STOCK;
      case UNKNOWN_SKU -> OrderReasonCode.ORDER_REASON_CODE_UNKNOWN_SKU;
      case MIXED_CURRENCY -> OrderReasonCode.ORDER_REASON_CODE_MIXED_CURRENCY;
      case TOTAL_OUT_OF_RANGE -> OrderReasonCode.ORDER_REASON_CODE_TOTAL_OUT_OF_RANGE;
      case PRICE_CHANGED -> OrderReasonCode.ORDER_REASON_CODE_PRICE_CHANGED;
      case CARD_DECLINED -> OrderReasonCode.ORDER_REASON_CODE_CARD_DECLINED;
      case INSUFFICIENT_FUNDS -> OrderReasonCode.ORDER_REASON_CODE_INSUFFICIENT_FUNDS;
      case PAYMENT_UNRESOLVED -> OrderReasonCode.ORDER_REASON_CODE_PAYMENT_UNRESOLVED;
      case INVENTORY_UNAVAILABLE -> OrderReasonCode.ORDER_REASON_CODE_INVENTORY_UNAVAILABLE;
      case STOCK_LOST -> OrderReasonCode.ORDER_REASON_CODE_STOCK_LOST;
      case CAPTURE_REFUSED -> OrderReasonCode.ORDER_REASON_CODE_CAPTURE_REFUSED;
      case CANCELLED_BY_REQUEST -> OrderReasonCode.ORDER_REASON_CODE_CANCELLED_BY_REQUEST;
    };
  }

  private static String sentence(Reason reason) {
    Reason.Line line = reason.line();
    String item = line == null ? "An item" : line.sku();
    return switch (reason.code()) {
      case OUT_OF_STOCK -> item + " is not available in the quantity ordered." + counts(line);
      case UNKNOWN_SKU -> item + " does not exist.";
      case MIXED_CURRENCY -> item + " is priced in another currency than the first line.";
      case TOTAL_OUT_OF_RANGE -> "The total is larger than can be charged.";
      case PRICE_CHANGED -> "The total differs from the expected one.";
      case CARD_DECLINED -> "The card was declined.";
      case INSUFFICIENT_FUNDS -> "The card has too little money.";
      case PAYMENT_UNRESOLVED -> "Payment gave no answer in time.";
      case INVENTORY_UNAVAILABLE -> "Inventory gave no answer in time.";
      case STOCK_LOST -> "The stock was held for a limited time, and is gone.";
      case CAPTURE_REFUSED -> "The authorized payment could not be captured.";
      case CANCELLED_BY_REQUEST -> "The order was cancelled by request.";
    };
  }

  private static String counts(Reason.@Nullable Line line) {
    return line == null || line.requested() == null || line.available() == null
        ? ""
        : " Ordered %s, available %s.".formatted(line.requested(), line.available());
  }
}
