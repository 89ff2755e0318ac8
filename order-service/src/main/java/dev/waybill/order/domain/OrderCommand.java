package dev.waybill.order.domain;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.command.Command;
import java.time.Instant;

/** A requested change to one order, and the rule that decides it. Every command is idempotent. */
public sealed interface OrderCommand<R> extends Command<OrderBook, R>
    permits OrderCommand.Place, OrderCommand.Cancel, OrderStep {

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
      book.requests().nameNew(request.key());
    }

    @Override
    public Placement decide(OrderBook book, Instant now) {
      ClaimedOrder stored = book.placedBy(request.key());
      if (stored == null) {
        ClaimedOrder fresh =
            new ClaimedOrder(Order.placed(this, now), book.newLease(claim, now), now);
        book.recordNew(fresh, correlationId);
        return new Placement.Recorded(fresh);
      }
      if (!stored.order().contentHash().equals(request.contentHash())) {
        return new Placement.RequestIdReused(stored.id());
      }
      // Our own claim: this same command was committed, but we did not learn of it.
      return stored.claim().equals(claim)
          ? new Placement.Recorded(stored)
          : new Placement.Repeated(stored.order());
    }
  }

  /** The result of a command to place an order. */
  sealed interface Placement {

    /**
     * The order is recorded, by this command or an earlier run of it, and the caller owns it. After
     * an earlier run, the order may have moved on.
     */
    record Recorded(ClaimedOrder claimed) implements Placement {}

    /** An earlier command placed this order; that one counts. */
    record Repeated(Order order) implements Placement {}

    /** The request id belongs to an order with different content. */
    record RequestIdReused(OrderId orderId) implements Placement {}
  }

  /** Starts to cancel an order at a caller's request, and takes the order over with a new claim. */
  record Cancel(OrderId orderId, Caller caller, Claim claim, String correlationId)
      implements OrderCommand<Cancellation> {

    @Override
    public Cancellation decide(OrderBook book, Instant now) {
      ClaimedOrder stored = book.orders().get(orderId);
      if (stored == null || !caller.actsFor(stored.order().request().customerId())) {
        return new Cancellation.NotFound(orderId);
      }
      OrderReason reason = OrderReason.of(OrderReason.ReasonCode.CANCELLED_BY_REQUEST);
      return switch (stored.order().state()) {
        case OrderState.Pending pending -> turn(book, now, stored, pending.cancel(reason));
        case OrderState.Confirmed confirmed -> turn(book, now, stored, confirmed.cancel(reason));
        case OrderState.Cancelling _, OrderState.Cancelled _ ->
            stored.claim().equals(claim)
                ? new Cancellation.Turned(stored)
                : new Cancellation.Repeated(stored.order());
        case OrderState.Fulfilling _,
            OrderState.Completed _,
            OrderState.Rejecting _,
            OrderState.Rejected _ ->
            new Cancellation.TooLate(stored.order());
      };
    }

    private Cancellation turn(
        OrderBook book, Instant now, ClaimedOrder stored, OrderState.Cancelling next) {
      ClaimedOrder turned =
          stored.with(stored.order().moveTo(next, now), book.newLease(claim, now));
      book.record(turned, correlationId);
      return new Cancellation.Turned(turned);
    }
  }

  /** The result of a command to cancel an order. */
  sealed interface Cancellation {

    /**
     * The order is being cancelled, because of this command or an earlier run of it, and the caller
     * owns it.
     */
    record Turned(ClaimedOrder claimed) implements Cancellation {}

    /** An earlier command already cancelled the order. */
    record Repeated(Order order) implements Cancellation {}

    /** The order can no longer be cancelled. */
    record TooLate(Order order) implements Cancellation {}

    /** There is no such order. */
    record NotFound(OrderId orderId) implements Cancellation {}
  }
}
