package dev.waybill.order.domain;

/**
 * The state of an order. Each state is a type that offers only the transitions it allows, so an
 * illegal transition does not compile.
 */
public sealed interface OrderState {

  /** Recorded, not decided. */
  record Pending() implements OrderState {

    Confirmed confirm() {
      return new Confirmed();
    }

    /** Goes straight to the end, because inventory refused and nothing is held. */
    Rejected reject(Reason reason) {
      return new Rejected(reason);
    }

    Rejecting startRejecting(Reason reason) {
      return new Rejecting(reason);
    }

    Cancelling cancel(Reason reason) {
      return new Cancelling(reason);
    }
  }

  /** Stock is held and payment authorized; can still be cancelled. */
  record Confirmed() implements OrderState {

    Fulfilling startFulfilment() {
      return new Fulfilling();
    }

    Cancelling cancel(Reason reason) {
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

    Cancelling fail(Reason reason) {
      return new Cancelling(reason);
    }
  }

  /** Shipped and charged. */
  record Completed() implements OrderState {}

  /** Refused; what was held is being given back. */
  record Rejecting(Reason reason) implements OrderState {

    Rejected finish() {
      return new Rejected(reason);
    }
  }

  /** Refused; nothing is held. */
  record Rejected(Reason reason) implements OrderState {}

  /** Being cancelled; what was held or charged is being given back. */
  record Cancelling(Reason reason) implements OrderState {

    Cancelled finish() {
      return new Cancelled(reason);
    }
  }

  /** Cancelled; nothing is held and the charges net to zero. */
  record Cancelled(Reason reason) implements OrderState {}
}
