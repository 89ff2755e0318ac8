package dev.waybill.inventory.domain;

import dev.waybill.common.command.Command;
import dev.waybill.common.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of stock that is asked for; {@code R} is what it comes to. */
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

  /** Books goods in, once per scan id. */
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
   * @param attempt who asks, while the order is not recorded; null once it is
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
   * Goes on with what was admitted as a reservation; refusing it would only breed more of its kind.
   * The items of the reservation's lines are locked with it.
   */
  sealed interface OfDecided<R> extends StockCommand<R> {

    /** The order it is about. */
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

  /** Takes back what the attempt alone has asked for; the order id stays open. */
  record Withdraw(OrderId orderId, AttemptId attempt)
      implements OfDecided<ReservationResult.Standing> {
    @Override
    public ReservationResult.Standing decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).withdraw(this);
    }
  }

  /** Makes a hold the order's for good. */
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
   * Ends a hold whose time is over, and cuts one to the usual time whose end is further away than
   * any hold can be; anything else it leaves alone.
   */
  record Expire(OrderId orderId) implements OfDecided<ReservationResult.OfExpire> {
    @Override
    public ReservationResult.OfExpire decide(StockBook book, Instant now) {
      return new ReservationRules(book, now).expire(orderId);
    }
  }
}
