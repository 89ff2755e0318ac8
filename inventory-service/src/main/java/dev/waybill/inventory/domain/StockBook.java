package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.StockChanges.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stock while one group is decided: what was loaded, overlaid by what changed since. */
final class StockBook {
  private final StockState loaded;
  private final Map<Sku, Item> items = new TreeMap<>();
  private final Map<OrderId, Reservation> reservations = new TreeMap<>();
  private final Map<UUID, Scan> scans = new TreeMap<>();

  StockBook(StockState loaded) {
    this.loaded = loaded;
  }

  Instant now() {
    return loaded.now();
  }

  @Nullable Item item(Sku sku) {
    Item changed = items.get(sku);
    return changed != null ? changed : loaded.items().get(sku);
  }

  @Nullable Reservation reservation(OrderId orderId) {
    Reservation changed = reservations.get(orderId);
    return changed != null ? changed : loaded.reservations().get(orderId);
  }

  @Nullable Scan scan(UUID scanId) {
    Scan added = scans.get(scanId);
    return added != null ? added : loaded.scans().get(scanId);
  }

  void put(Item item) {
    items.put(item.sku(), item);
  }

  void put(Reservation reservation) {
    reservations.put(reservation.orderId(), reservation);
  }

  void put(Scan scan) {
    scans.put(scan.scanId(), scan);
  }

  /** Moves the pieces of every line of the booking. */
  void move(Booking booking, Move move) {
    for (PricedLine line : booking.lines()) {
      Item item = item(line.sku());
      if (item == null) {
        throw new IllegalStateException("reserved item %s is gone".formatted(line.sku()));
      }
      put(item.withLevel(move.of(item.level(), line.quantity())));
    }
  }

  StockChanges changes() {
    return new StockChanges(
        now(),
        rows(items, loaded.items()),
        rows(reservations, loaded.reservations()),
        List.copyOf(scans.values()));
  }

  private static <K, V> Rows<V> rows(Map<K, V> current, Map<K, V> before) {
    List<V> added = new ArrayList<>();
    List<V> changed = new ArrayList<>();
    current.forEach(
        (key, value) -> {
          V old = before.get(key);
          if (old == null) {
            added.add(value);
          } else if (!old.equals(value)) {
            changed.add(value);
          }
        });
    return new Rows<>(added, changed);
  }

  /** How pieces move within a level. */
  interface Move {
    StockLevel of(StockLevel level, int pieces);
  }
}
