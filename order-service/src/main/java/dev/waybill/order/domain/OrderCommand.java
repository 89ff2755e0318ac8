package dev.waybill.order.domain;

import dev.waybill.common.command.Command;
import java.time.Duration;
import java.time.Instant;

/** A requested change to one order. Every command is idempotent. */
public sealed interface OrderCommand<R> extends Command<OrderBook, R> {

  OrderId orderId();

  @Override
  default boolean isNewWork() {
    return false;
  }

  @Override
  default void nameRows(OrderBook book) {
    book.orders().name(orderId());
  }

  /**
   * Makes the intent durable: once it is stored, the order exists and will be brought to an end.
   */
  record Place(OrderId orderId, OrderRequest request, Claim claim, String correlationId)
      implements OrderCommand<Placement> {

    public static Place of(OrderRequest request, Claim claim, String correlationId) {
      return new Place(request.orderId(), request, claim, correlationId);
    }

    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(OrderBook book) {
      book.requests().name(request.key());
    }

    @Override
    public Placement decide(OrderBook book, Instant now) {
      return new OrderRules(book, now).place(this);
    }
  }

  /** Starts to cancel an order at a caller's request, and takes the order over with a new claim. */
  record Cancel(OrderId orderId, Claim claim, String correlationId)
      implements OrderCommand<Cancellation> {

    @Override
    public Cancellation decide(OrderBook book, Instant now) {
      return new OrderRules(book, now).cancel(this);
    }
  }

  /** A change by the owner of the order's claim. */
  sealed interface Step extends OrderCommand<StepResult> {
    Claim claim();

    @Override
    default StepResult decide(OrderBook book, Instant now) {
      return new OrderRules(book, now).step(this);
    }
  }

  /** Stock is held and payment is authorized. */
  record Confirm(OrderId orderId, Claim claim, Pricing pricing) implements Step {}

  /** Inventory refused; nothing is held. */
  record Reject(OrderId orderId, Claim claim, Reason reason) implements Step {}

  /** Turns an undecided order back. Compensations may be sent once this is stored. */
  record StartRejecting(OrderId orderId, Claim claim, Reason reason) implements Step {}

  /** All compensations of a rejecting or cancelling order are done. */
  record FinishCompensation(OrderId orderId, Claim claim) implements Step {}

  /** Stock is committed and payment is captured. */
  record Complete(OrderId orderId, Claim claim) implements Step {}

  /** Fulfilment found that the stock is gone or the capture was refused. */
  record FailFulfilment(OrderId orderId, Claim claim, Reason reason) implements Step {}

  /** Leaves the order alone for a while, because a participant did not answer. */
  record PutOff(OrderId orderId, Claim claim, Duration delay) implements Step {}

  /** Passes the order from one run of work to the next, with a full lease. */
  record TakeOver(OrderId orderId, Claim claim, Claim next) implements Step {}
}
