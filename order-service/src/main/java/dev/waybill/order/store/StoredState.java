package dev.waybill.order.store;

import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.Reason;
import dev.waybill.order.domain.VisibleState;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order's state as it is stored: a name, and a reason where the state has one. */
record StoredState(String name, @Nullable Reason reason) {

  private static final String FULFILLING = "FULFILLING";

  static StoredState of(OrderState state) {
    return switch (state) {
      case OrderState.Pending _ -> new StoredState("PENDING", null);
      case OrderState.Confirmed _ -> new StoredState("CONFIRMED", null);
      case OrderState.Fulfilling _ -> new StoredState(FULFILLING, null);
      case OrderState.Completed _ -> new StoredState("COMPLETED", null);
      case OrderState.Rejecting(Reason reason) -> new StoredState("REJECTING", reason);
      case OrderState.Rejected(Reason reason) -> new StoredState("REJECTED", reason);
      case OrderState.Cancelling(Reason reason) -> new StoredState("CANCELLING", reason);
      case OrderState.Cancelled(Reason reason) -> new StoredState("CANCELLED", reason);
    };
  }

  OrderState toState() {
    return switch (name) {
      case "PENDING" -> new OrderState.Pending();
      case "CONFIRMED" -> new OrderState.Confirmed();
      case FULFILLING -> new OrderState.Fulfilling();
      case "COMPLETED" -> new OrderState.Completed();
      case "REJECTING" -> new OrderState.Rejecting(presentReason());
      case "REJECTED" -> new OrderState.Rejected(presentReason());
      case "CANCELLING" -> new OrderState.Cancelling(presentReason());
      case "CANCELLED" -> new OrderState.Cancelled(presentReason());
      default -> throw new IllegalStateException("unknown order state " + name);
    };
  }

  /** What callers see of an order that is stored with this state. */
  static VisibleState visible(String name) {
    return FULFILLING.equals(name) ? VisibleState.CONFIRMED : VisibleState.valueOf(name);
  }

  /** The names under which orders that callers see in one of these states are stored. */
  static List<String> namesOf(Set<VisibleState> states) {
    return states.stream()
        .flatMap(
            state ->
                state == VisibleState.CONFIRMED
                    ? Stream.of(state.name(), FULFILLING)
                    : Stream.of(state.name()))
        .toList();
  }

  private Reason presentReason() {
    if (reason == null) {
      throw new IllegalStateException("an order that is %s has no reason".formatted(name));
    }
    return reason;
  }
}
