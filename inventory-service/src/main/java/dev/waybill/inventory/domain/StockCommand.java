package dev.waybill.inventory.domain;

import dev.waybill.common.command.Command;
import dev.waybill.common.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A requested change of stock; {@code R} is the type of its result. */
public sealed interface StockCommand<R> extends Command<StockBook, R> {

  /** Adds an item, or changes its name and price. */
  record PutItem(Sku sku, String name, Money unitPrice) implements StockCommand<Item> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.items().name(sku);
    }

    @Override
    public Item decide(StockBook book, Instant now) {
      return new ReceiptRules(book).put(this);
    }
  }

  /** Books received goods in, once per scan id. */
  record Receive(Scan scan) implements StockCommand<ReceiptResult> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.items().name(scan.sku());
      book.scans().name(scan.scanId());
    }

    @Override
    public ReceiptResult decide(StockBook book, Instant now) {
      return new ReceiptRules(book).receive(scan);
    }
  }

  /**
   * Holds all lines of an order or none.
   *
   * @param attempt the attempt that asks, while the order is not recorded; null once it is
   */
  record Reserve(OrderId orderId, ReservationRequest request, @Nullable AttemptId attempt)
      implements StockCommand<ReservationResult.OfReserve> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.reservations().name(orderId);
      request.lines().forEach(line -> book.items().name(line.sku()));
    }

    @Override
    public ReservationResult.OfReserve decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).reserve(this);
    }
  }

  /**
   * A command that continues an admitted reservation; refusing it would only cause more of the
   * same. The items of the reservation's lines are locked with it.
   */
  sealed interface OfDecided<R> extends StockCommand<R> {

    /** The order that the command is about. */
    OrderId orderId();

    @Override
    default boolean isNewWork() {
      return false;
    }

    @Override
    default void nameRows(StockBook book) {
      book.reservations().name(orderId());
    }
  }

  /** Withdraws a decision that only this attempt knows; the order id stays open. */
  record Withdraw(OrderId orderId, AttemptId attempt)
      implements OfDecided<ReservationResult.Standing> {
    @Override
    public ReservationResult.Standing decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).withdraw(this);
    }
  }

  /** Makes an order's hold permanent. */
  record Commit(OrderId orderId) implements OfDecided<ReservationResult.OfCommit> {
    @Override
    public ReservationResult.OfCommit decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).commit(orderId);
    }
  }

  /** Gives back what an order holds, and closes the order id. */
  record Release(OrderId orderId) implements OfDecided<ReservationResult.Standing> {
    @Override
    public ReservationResult.Standing decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).release(orderId);
    }
  }

  /**
   * Ends a hold that has expired. Cuts a hold to the usual time if it ends later than any hold can.
   * Does nothing otherwise.
   */
  record Expire(OrderId orderId) implements OfDecided<ReservationResult.OfExpire> {
    @Override
    public ReservationResult.OfExpire decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).expire(orderId);
    }
  }
}
