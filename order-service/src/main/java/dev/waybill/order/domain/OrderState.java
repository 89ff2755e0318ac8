package dev.waybill.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * The state of an order. Each state is a type that offers only the transitions it allows, so an
 * illegal transition does not compile.
 */
public sealed interface OrderState {

  /** Why the order was refused or cancelled; null in a state without a reason. */
  default @Nullable OrderReason reasonOrNull() {
    return switch (this) {
      case Pending _, Confirmed _, Fulfilling _, Completed _ -> null;
      case Rejecting rejecting -> rejecting.reason();
      case Rejected rejected -> rejected.reason();
      case Cancelling cancelling -> cancelling.reason();
      case Cancelled cancelled -> cancelled.reason();
    };
  }

  /** Recorded, not decided. */
  record Pending() implements OrderState {

    Confirmed confirm() {
      return new Confirmed();
    }

    /** Goes straight to the end, because inventory refused and nothing is held. */
    Rejected reject(OrderReason reason) {
      return new Rejected(reason);
    }

    Rejecting startRejecting(OrderReason reason) {
      return new Rejecting(reason);
    }

    Cancelling cancel(OrderReason reason) {
      return new Cancelling(reason);
    }
  }

  /** Stock is held and payment authorized; can still be cancelled. */
  record Confirmed() implements OrderState {

    Fulfilling startFulfilment() {
      return new Fulfilling();
    }

    Cancelling cancel(OrderReason reason) {
      return new Cancelling(reason);
    }
  }

  /**
   * Confirmed, and the capture may have been sent; a caller can no longer cancel it. Callers see it
   * as confirmed, and no event marks it.
   */
  record Fulfilling() implements OrderState {

    Completed complete() {
      return new Completed();
    }

    Cancelling fail(OrderReason reason) {
      return new Cancelling(reason);
    }
  }

  /** Shipped and charged. */
  record Completed() implements OrderState {}

  /** Refused; what was held is being given back. */
  record Rejecting(OrderReason reason) implements OrderState {

    Rejected finish() {
      return new Rejected(reason);
    }
  }

  /** Refused; nothing is held. */
  record Rejected(OrderReason reason) implements OrderState {}

  /** Being cancelled; what was held or charged is being given back. */
  record Cancelling(OrderReason reason) implements OrderState {

    Cancelled finish() {
      return new Cancelled(reason);
    }
  }

  /** Cancelled; nothing is held and the charges net to zero. */
  record Cancelled(OrderReason reason) implements OrderState {}

  /**
   * The states as callers see them, without internal ones. The contract's {@code OrderState} has
   * the same names.
   */
  enum VisibleState {
    PENDING,
    CONFIRMED,
    COMPLETED,
    REJECTING,
    REJECTED,
    CANCELLING,
    CANCELLED;

    public static VisibleState of(OrderState state) {
      return switch (state) {
        case OrderState.Pending _ -> PENDING;
        case OrderState.Confirmed _, OrderState.Fulfilling _ -> CONFIRMED;
        case OrderState.Completed _ -> COMPLETED;
        case OrderState.Rejecting _ -> REJECTING;
        case OrderState.Rejected _ -> REJECTED;
        case OrderState.Cancelling _ -> CANCELLING;
        case OrderState.Cancelled _ -> CANCELLED;
      };
    }

    /** Whether an order can go from this state to the next in a single step. */
    public boolean leadsTo(VisibleState next) {
      return switch (this) {
        case PENDING ->
            next == CONFIRMED || next == REJECTING || next == REJECTED || next == CANCELLING;
        case CONFIRMED -> next == COMPLETED || next == CANCELLING;
        case REJECTING -> next == REJECTED;
        case CANCELLING -> next == CANCELLED;
        case COMPLETED, REJECTED, CANCELLED -> false;
      };
    }

    /** Whether the order never leaves this state. */
    public boolean isFinal() {
      return switch (this) {
        case COMPLETED, REJECTED, CANCELLED -> true;
        case PENDING, CONFIRMED, REJECTING, CANCELLING -> false;
      };
    }
  }
}
