package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Reservation.Closed;
import dev.waybill.inventory.domain.Reservation.Committed;
import dev.waybill.inventory.domain.Reservation.Expired;
import dev.waybill.inventory.domain.Reservation.Held;
import dev.waybill.inventory.domain.Reservation.Refused;
import dev.waybill.inventory.domain.Reservation.Released;
import dev.waybill.inventory.domain.Reservation.Withdrawn;
import dev.waybill.inventory.domain.ReservationResult.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides once for each order, and gives back exactly once what an order held. */
record ReservationRules(StockBook book, Instant now) {

  ReservationResult.OfReserve reserve(StockCommand.Reserve reserve) {
    return switch (book.reservations().get(reserve.orderId())) {
      case null -> store(decideNew(reserve));
      case Withdrawn withdrawn ->
          withdrawn.attempt().equals(reserve.attempt())
              ? standing(withdrawn)
              : store(decideNew(reserve));
      case Closed closed -> standing(closed);
      case Refused refused -> repeat(known(refused, reserve), refused.request(), reserve);
      case Held held when held.isOver(now) ->
          isRepeat(reserve, held.booking())
              ? store(heldAnew(held.orderId(), held.booking(), null))
              : new ReservationResult.ContentDiffers(held.orderId());
      case Held held -> repeat(known(held, reserve), held.booking().request(), reserve);
      case Committed committed -> repeat(committed, committed.booking().request(), reserve);
      case Released released -> repeat(released, released.booking().request(), reserve);
      case Expired expired when isRepeat(reserve, expired.booking()) -> holdAgain(expired);
      case Expired expired -> new ReservationResult.ContentDiffers(expired.orderId());
    };
  }

  private Reservation decideNew(StockCommand.Reserve reserve) {
    return switch (Pricing.of(reserve.request(), book)) {
      case Pricing.Unmet unmet ->
          new Refused(reserve.orderId(), reserve.request(), unmet.refusal(), reserve.attempt());
      case Pricing.Met met -> {
        book.move(met.booking(), StockLevel::hold);
        yield heldAnew(reserve.orderId(), met.booking(), reserve.attempt());
      }
    };
  }

  /**
   * Returns the same decision; no attempt can withdraw it any more once another one is told of it.
   */
  private static Reservation known(Held held, StockCommand.Reserve asked) {
    return asked.attempt() != null && asked.attempt().equals(held.attempt())
        ? held
        : new Held(held.orderId(), held.booking(), held.expiresAt(), null);
  }

  private static Reservation known(Refused refused, StockCommand.Reserve asked) {
    return asked.attempt() != null && asked.attempt().equals(refused.attempt())
        ? refused
        : new Refused(refused.orderId(), refused.request(), refused.refusal(), null);
  }

  private ReservationResult.OfReserve repeat(
      Reservation decided, ReservationRequest first, StockCommand.Reserve repeated) {
    return first.equals(repeated.request())
        ? store(decided)
        : new ReservationResult.ContentDiffers(decided.orderId());
  }

  Standing withdraw(StockCommand.Withdraw withdraw) {
    Reservation decided = book.reservations().get(withdraw.orderId());
    Withdrawn withdrawn = new Withdrawn(withdraw.orderId(), withdraw.attempt());
    return switch (decided) {
      case null -> store(withdrawn);
      case Withdrawn _ -> store(withdrawn);
      case Held held when withdraw.attempt().equals(held.attempt()) -> {
        book.move(held.booking(), StockLevel::giveBackHeld);
        yield store(withdrawn);
      }
      case Refused refused when withdraw.attempt().equals(refused.attempt()) -> store(withdrawn);
      case Held _, Refused _, Committed _, Released _, Closed _, Expired _ -> standing(decided);
    };
  }

  private static boolean isRepeat(StockCommand.Reserve reserve, Booking first) {
    return first.request().equals(reserve.request());
  }

  /**
   * The order may have been recorded only now: its first attempt failed after the stock was held.
   */
  private Standing holdAgain(Expired expired) {
    if (!isAvailable(expired.booking())) {
      return standing(expired);
    }
    book.move(expired.booking(), StockLevel::hold);
    return store(heldAnew(expired.orderId(), expired.booking(), null));
  }

  private Held heldAnew(OrderId orderId, Booking booking, @Nullable AttemptId attempt) {
    return new Held(orderId, booking, now.plus(book.holdTime()), attempt);
  }

  ReservationResult.OfCommit commit(OrderId orderId) {
    return switch (book.reservations().get(orderId)) {
      case null -> new ReservationResult.Unknown(orderId);
      // A hold that is overdue but not ended yet still has its pieces.
      case Held held -> ship(orderId, held.booking(), StockLevel::shipHeld);
      case Expired expired ->
          isAvailable(expired.booking())
              ? ship(orderId, expired.booking(), StockLevel::shipAvailable)
              : standing(expired);
      case Committed committed -> standing(committed);
      case Released released -> new ReservationResult.NotHeld(released);
      case Closed closed -> new ReservationResult.NotHeld(closed);
      case Refused refused -> new ReservationResult.NotHeld(refused);
      case Withdrawn withdrawn -> new ReservationResult.NotHeld(withdrawn);
    };
  }

  private boolean isAvailable(Booking booking) {
    return booking.lines().stream().allMatch(this::isAvailable);
  }

  private boolean isAvailable(PricedLine line) {
    Item item = book.items().get(line.sku());
    return item != null && item.level().available() >= line.quantity();
  }

  private Standing ship(OrderId orderId, Booking booking, StockBook.Move move) {
    book.move(booking, move);
    return store(new Committed(orderId, booking));
  }

  Standing release(OrderId orderId) {
    return switch (book.reservations().get(orderId)) {
      case null -> store(new Closed(orderId));
      case Withdrawn _ -> store(new Closed(orderId));
      case Held held -> giveBack(orderId, held.booking(), StockLevel::giveBackHeld);
      case Committed committed ->
          giveBack(orderId, committed.booking(), StockLevel::giveBackShipped);
      case Expired expired -> store(new Released(orderId, expired.booking()));
      case Released released -> standing(released);
      case Closed closed -> standing(closed);
      case Refused refused -> standing(refused);
    };
  }

  private Standing giveBack(OrderId orderId, Booking booking, StockBook.Move move) {
    book.move(booking, move);
    return store(new Released(orderId, booking));
  }

  ReservationResult.OfExpire expire(OrderId orderId) {
    Reservation decided = book.reservations().get(orderId);
    return switch (decided) {
      case null -> new ReservationResult.Unknown(orderId);
      case Held held when held.isOver(now) -> {
        book.move(held.booking(), StockLevel::giveBackHeld);
        yield store(new Expired(orderId, held.booking()));
      }
      case Held held when held.isTooLong(now, book.holdTime()) ->
          store(heldAnew(orderId, held.booking(), held.attempt()));
      case Held _, Refused _, Committed _, Released _, Closed _, Expired _, Withdrawn _ ->
          standing(decided);
    };
  }

  private Standing store(Reservation reservation) {
    book.reservations().put(reservation.orderId(), reservation);
    return standing(reservation);
  }

  private Standing standing(Reservation reservation) {
    return new Standing(reservation, reservation.remaining(now));
  }
}
