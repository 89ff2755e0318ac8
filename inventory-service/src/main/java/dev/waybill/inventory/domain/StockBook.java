package dev.waybill.inventory.domain;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The stock that a group of commands works on. */
public final class StockBook {
  private final Duration holdTime;
  private final Rows<OrderId, Reservation> reservations = new Rows<>();
  private final Rows<Sku, Item> items = new Rows<>();
  private final Rows<UUID, Reading> readings = new Rows<>();

  /** Creates an empty book in which a new hold lasts for the given time. */
  public StockBook(Duration holdTime) {
    this.holdTime = holdTime;
  }

  Duration holdTime() {
    return holdTime;
  }

  /**
   * Loads the named rows, and the items of the reservations' lines, as this process wrote them
   * last. Returns whether all are known.
   */
  public boolean recall(
      RowCache<OrderId, Reservation> recentReservations, RowCache<Sku, Item> recentItems) {
    boolean complete = reservations.recall(recentReservations, UnaryOperator.identity());
    for (Reservation reservation : reservations.stored()) {
      Booking booking = reservation.bookingOrNull();
      if (booking != null) {
        booking.lines().forEach(line -> items.name(line.sku()));
      }
    }
    return items.recall(recentItems, UnaryOperator.identity()) && complete;
  }

  /** Whether every named row has got a new state. */
  public boolean isRewritten() {
    return reservations.isRewritten() && items.isRewritten() && readings.isRewritten();
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
