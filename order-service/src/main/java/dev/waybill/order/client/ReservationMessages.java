package dev.waybill.order.client;

import dev.waybill.common.message.EnumMessages;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Converts inventory's messages to and from the domain. */
final class ReservationMessages {

  /** The remaining time of stock that already belongs to the order. */
  private static final Duration FOR_GOOD = Duration.ofDays(365);

  private static final EnumMessages<ReasonCode, RefusalReason> REFUSALS =
      EnumMessages.ofReceived(RefusalReason.class, ReasonCode.class);

  private ReservationMessages() {}

  static ReserveStockRequest request(
      OrderId id, List<OrderLine> lines, @Nullable Money expectedTotal, @Nullable Claim attempt) {
    ReserveStockRequest.Builder request =
        ReserveStockRequest.newBuilder().setOrderId(id.toString());
    lines.forEach(
        line ->
            request.addLines(
                ReserveLine.newBuilder().setSku(line.sku()).setQuantity(line.quantity())));
    if (expectedTotal != null) {
      request.setExpectedTotal(MoneyMessages.toMessage(expectedTotal));
    }
    if (attempt != null) {
      request.setAttemptId(attempt.value().toString());
    }
    return request.build();
  }

  static Inventory.Reservation reservation(Reservation message, List<OrderLine> lines) {
    return switch (message.getState()) {
      case RESERVATION_STATE_HELD ->
          new Inventory.Reservation.Held(
              pricing(message, lines), TimeMessages.toDuration(message.getRemaining()));
      case RESERVATION_STATE_COMMITTED ->
          new Inventory.Reservation.Held(pricing(message, lines), FOR_GOOD);
      case RESERVATION_STATE_REFUSED ->
          new Inventory.Reservation.Refused(reason(message.getRefusal(), lines));
      case RESERVATION_STATE_RELEASED, RESERVATION_STATE_EXPIRED, RESERVATION_STATE_WITHDRAWN ->
          new Inventory.Reservation.Gone();
      case RESERVATION_STATE_UNSPECIFIED, UNRECOGNIZED -> throw unexpected(message);
    };
  }

  static Inventory.CommitOutcome commitOutcome(Reservation message) {
    return switch (message.getState()) {
      case RESERVATION_STATE_COMMITTED -> Inventory.CommitOutcome.COMMITTED;
      case RESERVATION_STATE_EXPIRED,
          RESERVATION_STATE_RELEASED,
          RESERVATION_STATE_REFUSED,
          RESERVATION_STATE_WITHDRAWN ->
          Inventory.CommitOutcome.STOCK_LOST;
      case RESERVATION_STATE_HELD, RESERVATION_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw unexpected(message);
    };
  }

  static ReservationState released(Reservation message) {
    return switch (message.getState()) {
      case RESERVATION_STATE_RELEASED, RESERVATION_STATE_REFUSED -> message.getState();
      case RESERVATION_STATE_HELD,
          RESERVATION_STATE_COMMITTED,
          RESERVATION_STATE_EXPIRED,
          RESERVATION_STATE_WITHDRAWN,
          RESERVATION_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          throw unexpected(message);
    };
  }

  static boolean holdsNothing(Reservation message) {
    return switch (message.getState()) {
      case RESERVATION_STATE_WITHDRAWN,
          RESERVATION_STATE_RELEASED,
          RESERVATION_STATE_REFUSED,
          RESERVATION_STATE_EXPIRED ->
          true;
      case RESERVATION_STATE_HELD, RESERVATION_STATE_COMMITTED -> false;
      case RESERVATION_STATE_UNSPECIFIED, UNRECOGNIZED -> throw unexpected(message);
    };
  }

  private static Pricing pricing(Reservation message, List<OrderLine> lines) {
    if (message.getPricedLinesCount() != lines.size()) {
      throw Participant.unexpected(
          "number of priced lines: %s for %s ordered"
              .formatted(message.getPricedLinesCount(), lines.size()));
    }
    return new Pricing(
        message.getPricedLinesList().stream()
            .map(line -> MoneyMessages.fromMessage(line.getUnitPrice(), "unit_price"))
            .toList(),
        MoneyMessages.fromMessage(message.getTotal(), "total"));
  }

  private static OrderReason reason(Refusal refusal, List<OrderLine> lines) {
    ReasonCode code = code(refusal.getReason());
    boolean counts = code == ReasonCode.OUT_OF_STOCK;
    return IntStream.range(0, lines.size())
        .filter(index -> lines.get(index).sku().equals(refusal.getSku()))
        .mapToObj(
            index ->
                new OrderReason.Line(
                    index,
                    refusal.getSku(),
                    counts ? refusal.getRequested() : null,
                    counts ? refusal.getAvailable() : null))
        .findFirst()
        .map(line -> new OrderReason(code, line))
        .orElse(OrderReason.of(code));
  }

  /** Inventory's reason with its own name, because order-service passes it on. */
  private static ReasonCode code(RefusalReason reason) {
    ReasonCode code = REFUSALS.fromMessage(reason);
    if (code == null) {
      throw Participant.unexpected("refusal " + reason);
    }
    return code;
  }

  private static RuntimeException unexpected(Reservation message) {
    return Participant.unexpected("reservation state " + message.getState());
  }
}
