package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Reservation.Closed;
import dev.waybill.inventory.domain.Reservation.Committed;
import dev.waybill.inventory.domain.Reservation.Expired;
import dev.waybill.inventory.domain.Reservation.Held;
import dev.waybill.inventory.domain.Reservation.Refused;
import dev.waybill.inventory.domain.Reservation.Released;
import java.time.Duration;

/** Decides once for each order, and gives back exactly once what an order had. */
record ReservationRules(StockBook book, Duration holdTime) {

  ReservationResult reserve(StockCommand.Reserve reserve) {
    return switch (book.reservation(reserve.orderId())) {
      case null -> store(decideNew(reserve));
      case Closed closed -> standing(closed);
      case Refused refused -> repeat(refused, refused.request(), reserve);
      case Held held when held.isOver(book.now()) ->
          isRepeat(reserve, held.booking())
              ? store(heldAnew(held.orderId(), held.booking()))
              : new ReservationResult.ContentDiffers(held.orderId());
      case Held held -> repeat(held, held.booking().request(), reserve);
      case Committed committed -> repeat(committed, committed.booking().request(), reserve);
      case Released released -> repeat(released, released.booking().request(), reserve);
      case Expired expired when isRepeat(reserve, expired.booking()) -> holdAgain(expired);
      case Expired expired -> new ReservationResult.ContentDiffers(expired.orderId());
    };
  }

  private Reservation decideNew(StockCommand.Reserve reserve) {
    return switch (Pricing.of(reserve.request(), book)) {
      case Pricing.Unmet unmet ->
          new Refused(reserve.orderId(), reserve.request(), unmet.refusal());
      case Pricing.Met met -> {
        book.move(met.booking(), StockLevel::hold);
        yield heldAnew(reserve.orderId(), met.booking());
      }
    };
  }

  private ReservationResult repeat(
      Reservation decided, ReservationRequest first, StockCommand.Reserve repeated) {
    return first.equals(repeated.request())
        ? standing(decided)
        : new ReservationResult.ContentDiffers(decided.orderId());
  }

  private static boolean isRepeat(StockCommand.Reserve reserve, Booking first) {
    return first.request().equals(reserve.request());
  }

  /**
   * The hold may have been made for an order that came to be only now: its first attempt failed
   * after the stock was held.
   */
  private ReservationResult holdAgain(Expired expired) {
    if (!isAvailable(expired.booking())) {
      return standing(expired);
    }
    book.move(expired.booking(), StockLevel::hold);
    return store(heldAnew(expired.orderId(), expired.booking()));
  }

  private Held heldAnew(OrderId orderId, Booking booking) {
    return new Held(orderId, booking, book.now().plus(holdTime));
  }

  ReservationResult commit(OrderId orderId) {
    return switch (book.reservation(orderId)) {
      case null -> new ReservationResult.Unknown(orderId);
      // A hold whose time is over, but which nobody ended yet, still has its pieces.
      case Held held -> ship(orderId, held.booking(), StockLevel::shipHeld);
      case Expired expired ->
          isAvailable(expired.booking())
              ? ship(orderId, expired.booking(), StockLevel::shipAvailable)
              : standing(expired);
      case Committed committed -> standing(committed);
      case Released released -> new ReservationResult.NotHeld(released);
      case Closed closed -> new ReservationResult.NotHeld(closed);
      case Refused refused -> new ReservationResult.NotHeld(refused);
    };
  }

  private boolean isAvailable(Booking booking) {
    return booking.lines().stream().allMatch(this::isAvailable);
  }

  private boolean isAvailable(PricedLine line) {
    Item item = book.item(line.sku());
    return item != null && item.level().available() >= line.quantity();
  }

  private ReservationResult ship(OrderId orderId, Booking booking, StockBook.Move move) {
    book.move(booking, move);
    return store(new Committed(orderId, booking));
  }

  ReservationResult release(OrderId orderId) {
    return switch (book.reservation(orderId)) {
      case null -> store(new Closed(orderId));
      case Held held -> giveBack(orderId, held.booking(), StockLevel::giveBackHeld);
      case Committed committed ->
          giveBack(orderId, committed.booking(), StockLevel::giveBackShipped);
      case Expired expired -> store(new Released(orderId, expired.booking()));
      case Released released -> standing(released);
      case Closed closed -> standing(closed);
      case Refused refused -> standing(refused);
    };
  }

  private ReservationResult giveBack(OrderId orderId, Booking booking, StockBook.Move move) {
    book.move(booking, move);
    return store(new Released(orderId, booking));
  }

  ReservationResult expire(OrderId orderId) {
    Reservation decided = book.reservation(orderId);
    return decided == null ? new ReservationResult.Unknown(orderId) : endIfOver(decided);
  }

  private ReservationResult endIfOver(Reservation decided) {
    if (decided instanceof Held held && held.isOver(book.now())) {
      book.move(held.booking(), StockLevel::giveBackHeld);
      return store(new Expired(held.orderId(), held.booking()));
    }
    return standing(decided);
  }

  private ReservationResult store(Reservation reservation) {
    book.put(reservation);
    return standing(reservation);
  }

  private ReservationResult standing(Reservation reservation) {
    return new ReservationResult.Standing(reservation, reservation.remaining(book.now()));
  }
}
