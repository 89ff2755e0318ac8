package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import org.jspecify.annotations.Nullable;

/** A change of stock that is asked for; {@code R} is what it comes to. */
public sealed interface StockCommand<R extends CommandResult> {

  /** The class of the result. */
  Class<R> resultType();

  /** Adds an item, or changes its name and price. */
  record PutItem(Sku sku, String name, Money unitPrice)
      implements StockCommand<CommandResult.ItemStored> {
    @Override
    public Class<CommandResult.ItemStored> resultType() {
      return CommandResult.ItemStored.class;
    }
  }

  /** Books goods in, once per scan id. */
  record Receive(Scan scan) implements StockCommand<ReceiptResult> {
    @Override
    public Class<ReceiptResult> resultType() {
      return ReceiptResult.class;
    }
  }

  /** A command about the reservation of one order. */
  sealed interface ForOrder extends StockCommand<ReservationResult> {

    /** The order it is about. */
    OrderId orderId();

    @Override
    default Class<ReservationResult> resultType() {
      return ReservationResult.class;
    }
  }

  /**
   * Holds all lines of an order or none.
   *
   * @param attempt who asks, while the order is not recorded; null once it is
   */
  record Reserve(OrderId orderId, ReservationRequest request, @Nullable AttemptId attempt)
      implements ForOrder {}

  /** Takes back what the attempt alone has asked for; the order id stays open. */
  record Withdraw(OrderId orderId, AttemptId attempt) implements ForOrder {}

  /** Makes a hold the order's for good. */
  record Commit(OrderId orderId) implements ForOrder {}

  /** Gives back what an order holds, and closes the order id. */
  record Release(OrderId orderId) implements ForOrder {}

  /**
   * Ends a hold whose time is over, and cuts one to the usual time whose end is further away than
   * any hold can be; anything else it leaves alone.
   */
  record Expire(OrderId orderId) implements ForOrder {}
}
