package dev.waybill.inventory.domain;

import dev.waybill.common.command.Book;
import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stock that a group of commands works on. */
public final class StockBook extends Book {
  private final Duration holdTime;
  private final Rows<OrderId, Reservation> reservations;
  private final Rows<Sku, Item> items;
  private final Rows<UUID, Reading> readings = add(new Rows<>());

  /**
   * Creates an empty book in which a new hold lasts for the given time.
   *
   * @param recentReservations keeps reservations from one book to the next
   * @param recentItems keeps items from one book to the next
   */
  public StockBook(
      Duration holdTime,
      RowCache<OrderId, Reservation> recentReservations,
      RowCache<Sku, Item> recentItems) {
    this.holdTime = holdTime;
    this.reservations = add(new Rows<>(recentReservations));
    this.items = add(new Rows<>(recentItems));
  }

  Duration holdTime() {
    return holdTime;
  }

  /** Also loads the items of the reservations' lines, which no command names. */
  @Override
  public boolean recall(Instant now) {
    boolean complete = reservations.recall(now);
    for (Reservation reservation : reservations.stored()) {
      Booking booking = reservation.bookingOrNull();
      if (booking != null) {
        booking.lines().forEach(line -> items.name(line.sku()));
      }
    }
    complete &= items.recall(now);
    complete &= readings.recall(now);
    return complete;
  }

  public Rows<OrderId, Reservation> reservations() {
    return reservations;
  }

  public Rows<Sku, Item> items() {
    return items;
  }

  public Rows<UUID, Reading> readings() {
    return readings;
  }

  /** A hold that begins now and lasts for the usual time. */
  Reservation.Held newHold(
      OrderId orderId, Booking booking, @Nullable AttemptId attempt, Instant now) {
    return new Reservation.Held(orderId, booking, now.plus(holdTime), attempt);
  }

  /** Whether every line of the booking could be supplied again. */
  boolean hasAvailable(Booking booking) {
    return booking.lines().stream().allMatch(this::hasAvailable);
  }

  private boolean hasAvailable(PricedLine line) {
    Item item = items.get(line.sku());
    return item != null && item.level().available() >= line.quantity();
  }

  /** Moves the pieces of every line of the booking. */
  void move(Booking booking, Move move) {
    for (PricedLine line : booking.lines()) {
      Item item = items.get(line.sku());
      if (item == null) {
        throw new IllegalStateException("reserved item %s is gone".formatted(line.sku()));
      }
      items.put(line.sku(), item.withLevel(move.of(item.level(), line.quantity())));
    }
  }

  /** How pieces move within a level. */
  interface Move {
    StockLevel of(StockLevel level, int pieces);
  }
}
