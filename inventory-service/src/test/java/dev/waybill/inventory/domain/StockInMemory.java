package dev.waybill.inventory.domain;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Applies groups of commands by the rules and stores the result in memory, with a clock that tests
 * set.
 */
final class StockInMemory {
  static final Duration HOLD_TIME = Duration.ofMinutes(15);

  private final Map<Sku, Item> items = new HashMap<>();
  private final Map<OrderId, Reservation> reservations = new HashMap<>();
  private final Map<UUID, Reading> readings = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Returns the results in the commands' order. */
  List<Object> apply(List<StockCommand<?>> group) {
    StockBook book = load(group);
    List<Object> results = new ArrayList<>();
    group.forEach(command -> results.add(command.decide(book, now)));
    store(book);
    return results;
  }

  <R> R apply(StockCommand<R> command) {
    StockBook book = load(List.of(command));
    R result = command.decide(book, now);
    store(book);
    return result;
  }

  /** Contains only the rows that the commands name, and the items of named reservations. */
  private StockBook load(List<StockCommand<?>> group) {
    StockBook book = new StockBook(HOLD_TIME, new RowCache<>(0), new RowCache<>(0));
    group.forEach(command -> command.nameRows(book));
    load(book.reservations(), reservations);
    for (OrderId order : book.reservations().named()) {
      Optional.ofNullable(reservations.get(order))
          .map(Reservation::bookingOrNull)
          .ifPresent(booking -> booking.lines().forEach(line -> book.items().name(line.sku())));
    }
    load(book.items(), items);
    load(book.readings(), readings);
    return book;
  }

  private void store(StockBook book) {
    store(reservations, book.reservations(), Reservation::orderId);
    store(items, book.items(), Item::sku);
    store(readings, book.readings(), Reading::scanId);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  StockLevel level(Sku sku) {
    return Optional.ofNullable(items.get(sku)).map(Item::level).orElse(StockLevel.EMPTY);
  }

  /** The level that follows from readings and reservations alone. */
  StockLevel expectedLevel(Sku sku) {
    long received =
        readings.values().stream()
            .filter(reading -> reading.sku().equals(sku))
            .mapToLong(Reading::quantity)
            .sum();
    long reserved = 0;
    long shipped = 0;
    for (Reservation reservation : reservations.values()) {
      switch (reservation) {
        case Reservation.Held held -> reserved += pieces(held.booking(), sku);
        case Reservation.Committed committed -> shipped += pieces(committed.booking(), sku);
        case Reservation.Released _, Reservation.Expired _ -> {}
        case Reservation.Closed _, Reservation.Refused _, Reservation.Withdrawn _ -> {}
      }
    }
    return new StockLevel(received, received - reserved - shipped, reserved, shipped);
  }

  Map<Sku, Item> items() {
    return Map.copyOf(items);
  }

  Map<OrderId, Reservation> reservations() {
    return Map.copyOf(reservations);
  }

  private static long pieces(Booking booking, Sku sku) {
    return booking.lines().stream()
        .filter(line -> line.sku().equals(sku))
        .mapToLong(PricedLine::quantity)
        .sum();
  }

  private static <K, V> void load(Rows<K, V> rows, Map<K, V> stored) {
    for (K key : rows.named()) {
      V row = stored.get(key);
      if (row != null) {
        rows.load(key, row);
      }
    }
  }

  private static <K, V> void store(Map<K, V> stored, Rows<K, V> rows, Function<V, K> key) {
    rows.added().forEach(row -> require(stored.put(key.apply(row), row) == null, row));
    rows.changed().forEach(row -> require(stored.put(key.apply(row), row) != null, row));
  }

  private static void require(boolean condition, Object row) {
    if (!condition) {
      throw new AssertionError("added twice or changed unseen: " + row);
    }
  }
}
