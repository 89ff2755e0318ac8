package dev.waybill.inventory.domain;

import dev.waybill.common.command.Rows;
import java.time.Duration;
import java.util.UUID;

/** The stock that a group of commands works on. */
public final class StockBook {
  private final Duration holdTime;
  private final Rows<OrderId, Reservation> reservations = new Rows<>();
  private final Rows<Sku, Item> items = new Rows<>();
  private final Rows<UUID, Scan> scans = new Rows<>();

  /** Creates an empty book in which a new hold lasts for the given time. */
  public StockBook(Duration holdTime) {
    this.holdTime = holdTime;
  }

  Duration holdTime() {
    return holdTime;
  }

  public Rows<OrderId, Reservation> reservations() {
    return reservations;
  }

  public Rows<Sku, Item> items() {
    return items;
  }

  public Rows<UUID, Scan> scans() {
    return scans;
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
