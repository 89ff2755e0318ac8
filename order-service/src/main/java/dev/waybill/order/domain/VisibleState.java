package dev.waybill.order.domain;

/** The states as callers see them, without internal ones. */
public enum VisibleState {
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
