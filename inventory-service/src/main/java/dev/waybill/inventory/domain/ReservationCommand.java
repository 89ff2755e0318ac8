package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Reservation.Closed;
import dev.waybill.inventory.domain.Reservation.Committed;
import dev.waybill.inventory.domain.Reservation.Expired;
import dev.waybill.inventory.domain.Reservation.Held;
import dev.waybill.inventory.domain.Reservation.Refused;
import dev.waybill.inventory.domain.Reservation.Released;
import dev.waybill.inventory.domain.Reservation.Withdrawn;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command about the stock of one order, and the rule that decides it: inventory decides once for
 * each order, and gives back exactly once what an order held.
 */
public sealed interface ReservationCommand<R> extends StockCommand<R> {

  /** The order that the command is about. */
  OrderId orderId();

  /** Only a new reservation may be refused; refusing what continues one would cause more of it. */
  @Override
  default boolean isNewWork() {
    return false;
  }

  /** Names the reservation; the items of its lines are locked with it. */
  @Override
  default void nameRows(StockBook book) {
    book.reservations().name(orderId());
  }

  /**
   * Holds all lines of an order or none.
   *
   * @param attempt the attempt that asks, while the order is not recorded; null once it is
   */
  record Reserve(OrderId orderId, ReservationRequest request, @Nullable AttemptId attempt)
      implements ReservationCommand<ReservationResult.OfReserve> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.reservations().nameNew(orderId);
      request.lines().forEach(line -> book.items().name(line.sku()));
    }

    @Override
    public ReservationResult.OfReserve decide(StockBook book, Instant now) {
      return switch (book.reservations().get(orderId)) {
        case null -> decideNew(book, now);
        case Withdrawn withdrawn when withdrawn.attempt().equals(attempt) ->
            Standing.of(withdrawn, now);
        case Withdrawn _ -> decideNew(book, now);
        case Closed closed -> Standing.of(closed, now);
        case Reservation decided when !request.equals(decided.requestOrNull()) ->
            new ReservationResult.ContentDiffers(orderId);
        case Refused refused -> Standing.stored(known(refused), book, now);
        case Held held when held.isOver(now) ->
            Standing.stored(book.newHold(orderId, held.booking(), null, now), book, now);
        case Held held -> Standing.stored(known(held), book, now);
        case Expired expired -> holdAgain(expired, book, now);
        case Committed committed -> Standing.of(committed, now);
        case Released released -> Standing.of(released, now);
      };
    }

    private Standing decideNew(StockBook book, Instant now) {
      Reservation decided =
          switch (Pricing.of(request, book)) {
            case Refusal refusal -> new Refused(orderId, request, refusal, attempt);
            case Booking booking -> {
              book.move(booking, StockLevel::hold);
              yield book.newHold(orderId, booking, attempt, now);
            }
          };
      return Standing.stored(decided, book, now);
    }

    /**
     * Returns the same decision; no attempt can withdraw it any more once another one is told of
     * it.
     */
    private Reservation known(Held held) {
      return isOf(held.attempt())
          ? held
          : new Held(orderId, held.booking(), held.expiresAt(), null);
    }

    private Reservation known(Refused refused) {
      return isOf(refused.attempt())
          ? refused
          : new Refused(orderId, refused.request(), refused.refusal(), null);
    }

    private boolean isOf(@Nullable AttemptId told) {
      return attempt != null && attempt.equals(told);
    }

    /**
     * The order may have been recorded only now: its first attempt failed after the stock was held.
     */
    private Standing holdAgain(Expired expired, StockBook book, Instant now) {
      if (!book.hasAvailable(expired.booking())) {
        return Standing.of(expired, now);
      }
      book.move(expired.booking(), StockLevel::hold);
      return Standing.stored(book.newHold(orderId, expired.booking(), null, now), book, now);
    }
  }

  /** Withdraws a decision that only this attempt knows; the order id stays open. */
  record Withdraw(OrderId orderId, AttemptId attempt) implements ReservationCommand<Standing> {
    @Override
    public Standing decide(StockBook book, Instant now) {
      Reservation decided = book.reservations().get(orderId);
      Withdrawn withdrawn = new Withdrawn(orderId, attempt);
      return switch (decided) {
        case null -> Standing.stored(withdrawn, book, now);
        case Withdrawn _ -> Standing.stored(withdrawn, book, now);
        case Held held when attempt.equals(held.attempt()) -> {
          book.move(held.booking(), StockLevel::giveBackHeld);
          yield Standing.stored(withdrawn, book, now);
        }
        case Refused refused when attempt.equals(refused.attempt()) ->
            Standing.stored(withdrawn, book, now);
        case Held _, Refused _, Committed _, Released _, Closed _, Expired _ ->
            Standing.of(decided, now);
      };
    }
  }

  /** Makes an order's hold permanent. */
  record Commit(OrderId orderId) implements ReservationCommand<ReservationResult.OfCommit> {
    @Override
    public ReservationResult.OfCommit decide(StockBook book, Instant now) {
      return switch (book.reservations().get(orderId)) {
        case null -> new ReservationResult.Unknown(orderId);
        // A hold that is overdue but not ended yet still has its pieces.
        case Held held -> ship(held.booking(), StockLevel::shipHeld, book, now);
        case Expired expired when book.hasAvailable(expired.booking()) ->
            ship(expired.booking(), StockLevel::shipAvailable, book, now);
        case Expired expired -> Standing.of(expired, now);
        case Committed committed -> Standing.of(committed, now);
        case Released released -> new ReservationResult.NotHeld(released);
        case Closed closed -> new ReservationResult.NotHeld(closed);
        case Refused refused -> new ReservationResult.NotHeld(refused);
        case Withdrawn withdrawn -> new ReservationResult.NotHeld(withdrawn);
      };
    }

    private Standing ship(Booking booking, StockBook.Move move, StockBook book, Instant now) {
      book.move(booking, move);
      return Standing.stored(new Committed(orderId, booking), book, now);
    }
  }

  /** Gives back what an order holds, and closes the order id. */
  record Release(OrderId orderId) implements ReservationCommand<Standing> {
    @Override
    public Standing decide(StockBook book, Instant now) {
      return switch (book.reservations().get(orderId)) {
        case null -> Standing.stored(new Closed(orderId), book, now);
        case Withdrawn _ -> Standing.stored(new Closed(orderId), book, now);
        case Held held -> giveBack(held.booking(), StockLevel::giveBackHeld, book, now);
        case Committed committed ->
            giveBack(committed.booking(), StockLevel::giveBackShipped, book, now);
        case Expired expired ->
            Standing.stored(new Released(orderId, expired.booking()), book, now);
        case Released released -> Standing.of(released, now);
        case Closed closed -> Standing.of(closed, now);
        case Refused refused -> Standing.of(refused, now);
      };
    }

    private Standing giveBack(Booking booking, StockBook.Move move, StockBook book, Instant now) {
      book.move(booking, move);
      return Standing.stored(new Released(orderId, booking), book, now);
    }
  }

  /**
   * Ends a hold that has expired. Cuts a hold to the usual time if it ends later than any hold can.
   * Does nothing otherwise.
   */
  record Expire(OrderId orderId) implements ReservationCommand<ReservationResult.OfExpire> {
    @Override
    public ReservationResult.OfExpire decide(StockBook book, Instant now) {
      Reservation decided = book.reservations().get(orderId);
      return switch (decided) {
        case null -> new ReservationResult.Unknown(orderId);
        case Held held when held.isOver(now) -> {
          book.move(held.booking(), StockLevel::giveBackHeld);
          yield Standing.stored(new Expired(orderId, held.booking()), book, now);
        }
        case Held held when held.isTooLong(now, book.holdTime()) ->
            Standing.stored(book.newHold(orderId, held.booking(), held.attempt(), now), book, now);
        case Held _, Refused _, Committed _, Released _, Closed _, Expired _, Withdrawn _ ->
            Standing.of(decided, now);
      };
    }
  }

  /** The result of a command about a reservation. */
  sealed interface ReservationResult {

    /** The result of {@link Reserve}. */
    sealed interface OfReserve extends ReservationResult {}

    /** The result of {@link Commit}. */
    sealed interface OfCommit extends ReservationResult {}

    /** The result of {@link Expire}. */
    sealed interface OfExpire extends ReservationResult {}

    /** The order was decided with different content. */
    record ContentDiffers(OrderId orderId) implements OfReserve {}

    /** Nothing was ever decided for the order. */
    record Unknown(OrderId orderId) implements OfCommit, OfExpire {}

    /** The reservation can no longer be committed. */
    record NotHeld(Reservation reservation) implements OfCommit {}
  }

  /** The reservation in its current state, and how long its hold still lasts. */
  record Standing(Reservation reservation, Duration remaining)
      implements ReservationResult.OfReserve,
          ReservationResult.OfCommit,
          ReservationResult.OfExpire {

    static Standing of(Reservation reservation, Instant now) {
      return new Standing(reservation, reservation.remaining(now));
    }

    static Standing stored(Reservation reservation, StockBook book, Instant now) {
      book.reservations().put(reservation.orderId(), reservation);
      return of(reservation, now);
    }
  }
}
