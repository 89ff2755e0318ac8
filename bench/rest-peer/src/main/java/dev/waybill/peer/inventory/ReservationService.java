package dev.waybill.peer.inventory;

import dev.waybill.peer.inventory.ReservationController.Line;
import dev.waybill.peer.inventory.ReservationController.PricedLine;
import dev.waybill.peer.inventory.ReservationController.Reservation;
import dev.waybill.peer.inventory.ReservationController.Reserve;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides once for each order whether its stock is held. A repeated request gets the same answer.
 */
@Service
class ReservationService {
  private record Item(long priceMinor, String currency, long available) {}

  private final JdbcClient jdbc;

  ReservationService(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  Reservation reserve(Reserve request) {
    Optional<Reservation> known = find(request.orderId());
    if (known.isPresent()) {
      return known.get();
    }
    List<PricedLine> priced = new ArrayList<>();
    boolean held = true;
    long total = 0;
    String currency = "EUR";
    // Locks in the order of SKUs, so that two orders cannot deadlock.
    List<Line> lines = request.lines().stream().sorted(Comparator.comparing(Line::sku)).toList();
    for (Line line : lines) {
      Item item = lock(line.sku());
      held &= item.available() >= line.quantity();
      total += item.priceMinor() * line.quantity();
      currency = item.currency();
      priced.add(new PricedLine(line.sku(), line.quantity(), item.priceMinor()));
    }
    if (held) {
      lines.forEach(line -> move(line.sku(), "available", "reserved", line.quantity()));
    }
    Reservation reservation =
        new Reservation(request.orderId(), held ? "HELD" : "REFUSED", priced, currency, total);
    insert(reservation);
    return reservation;
  }

  @Transactional
  Reservation commit(UUID orderId) {
    Reservation reservation = find(orderId).orElseThrow();
    if (reservation.state().equals("HELD")) {
      reservation.lines().stream()
          .sorted(Comparator.comparing(PricedLine::sku))
          .forEach(line -> move(line.sku(), "reserved", "shipped", line.quantity()));
      jdbc.sql(
              "UPDATE reservations SET state = 'COMMITTED', expires_at = NULL, update_time = now()"
                  + " WHERE order_id = ?")
          .param(orderId)
          .update();
    }
    return find(orderId).orElseThrow();
  }

  private Optional<Reservation> find(UUID orderId) {
    return jdbc.sql("SELECT * FROM reservations WHERE order_id = ? FOR UPDATE")
        .param(orderId)
        .query((row, _) -> read(row))
        .optional();
  }

  private static Reservation read(ResultSet row) throws SQLException {
    String[] skus = (String[]) array(row, "skus");
    Integer[] quantities = (Integer[]) array(row, "quantities");
    Long[] prices = (Long[]) array(row, "unit_prices");
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < skus.length; i++) {
      lines.add(new PricedLine(skus[i], quantities[i], prices[i]));
    }
    return new Reservation(
        row.getObject("order_id", UUID.class),
        row.getString("state"),
        lines,
        row.getString("currency"),
        row.getLong("total_minor"));
  }

  private static Object array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array.getArray();
  }

  private Item lock(String sku) {
    return jdbc.sql("SELECT price_minor, currency, available FROM items WHERE sku = ? FOR UPDATE")
        .param(sku)
        .query(Item.class)
        .single();
  }

  private void move(String sku, String from, String to, int quantity) {
    jdbc.sql(
            "UPDATE items SET %1$s = %1$s - ?, %2$s = %2$s + ?, update_time = now() WHERE sku = ?"
                .formatted(from, to))
        .params(quantity, quantity, sku)
        .update();
  }

  private void insert(Reservation reservation) {
    jdbc.sql(
            """
            INSERT INTO reservations (order_id, state, skus, quantities, unit_prices, currency,
              total_minor, refusal_reason, expires_at, create_time, update_time)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN ? = 'HELD' THEN now() + interval '15 min' END,
              now(), now())""")
        .params(
            reservation.orderId(),
            reservation.state(),
            reservation.lines().stream().map(PricedLine::sku).toArray(String[]::new),
            reservation.lines().stream().map(PricedLine::quantity).toArray(Integer[]::new),
            reservation.lines().stream().map(PricedLine::unitPriceMinor).toArray(Long[]::new),
            reservation.currency(),
            reservation.totalMinor(),
            reservation.state().equals("REFUSED") ? "OUT_OF_STOCK" : null,
            reservation.state())
        .update();
  }
}
