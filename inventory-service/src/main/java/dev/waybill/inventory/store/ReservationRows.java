package dev.waybill.inventory.store;

import static java.util.stream.Collectors.toMap;

import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The table of reservations. */
final class ReservationRows {
  private ReservationRows() {}

  static Map<OrderId, Reservation> lock(Handle handle, Collection<OrderId> orders) {
    if (orders.isEmpty()) {
      return Map.of();
    }
    String sql =
        """
        SELECT * FROM reservations WHERE order_id = ANY(:ids) ORDER BY order_id FOR NO KEY UPDATE
        """;
    return Columns.bind(handle.createQuery(sql), "ids", UUID.class, orders, OrderId::value)
        .map(ReservationReader::read)
        .stream()
        .collect(toMap(Reservation::orderId, reservation -> reservation));
  }

  /** An array cannot hold arrays of different lengths, so the lines travel as array literals. */
  static void insert(Handle handle, List<Reservation> reservations, Instant time) {
    if (reservations.isEmpty()) {
      return;
    }
    List<NewReservation> rows = reservations.stream().map(NewReservation::new).toList();
    Update insert =
        handle
            .createUpdate(
                """
                INSERT INTO reservations (order_id, state, skus, quantities, unit_prices, currency,
                  total_minor, expected_minor, expected_currency, refusal_reason, refusal_sku,
                  refusal_requested, refusal_available, expires_at, create_time, update_time)
                SELECT id, state, skus::text[], quantities::integer[], prices::bigint[], currency,
                  total, expected, expected_currency, reason, sku,
                  requested, available, expiry, :time, :time
                FROM unnest(:ids, :states, :skus, :quantities, :prices, :currencies,
                  :totals, :expected, :expectedCurrencies, :reasons, :refusedSkus,
                  :requested, :available, :expiries)
                  AS reservation (id, state, skus, quantities, prices, currency,
                  total, expected, expected_currency, reason, sku,
                  requested, available, expiry)
                """)
            .bind("time", time);
    bindDecision(insert, rows);
    bindRefusal(insert, rows);
    insert.execute();
  }

  private static void bindDecision(Update insert, List<NewReservation> rows) {
    Columns.bind(insert, "ids", UUID.class, rows, NewReservation::id);
    Columns.bind(insert, "states", String.class, rows, NewReservation::state);
    Columns.bind(insert, "skus", String.class, rows, NewReservation::skus);
    Columns.bind(insert, "quantities", String.class, rows, NewReservation::quantities);
    Columns.bind(insert, "prices", String.class, rows, NewReservation::unitPrices);
    Columns.bind(insert, "currencies", String.class, rows, NewReservation::currency);
    Columns.bind(insert, "totals", Long.class, rows, NewReservation::total);
    Columns.bind(insert, "expected", Long.class, rows, NewReservation::expected);
    Columns.bind(
        insert, "expectedCurrencies", String.class, rows, NewReservation::expectedCurrency);
    Columns.bind(insert, "expiries", Instant.class, rows, NewReservation::expiry);
  }

  private static void bindRefusal(Update insert, List<NewReservation> rows) {
    Columns.bind(insert, "reasons", String.class, rows, row -> row.refusal().reason());
    Columns.bind(insert, "refusedSkus", String.class, rows, row -> row.refusal().sku());
    Columns.bind(insert, "requested", Long.class, rows, row -> row.refusal().requested());
    Columns.bind(insert, "available", Long.class, rows, row -> row.refusal().available());
  }

  /** Only the state ever changes, and no reservation becomes a hold again. */
  static void update(Handle handle, List<Reservation> reservations, Instant time) {
    if (reservations.isEmpty()) {
      return;
    }
    Update update =
        handle
            .createUpdate(
                """
                UPDATE reservations
                SET state = reservation.state, expires_at = NULL, update_time = :time
                FROM unnest(:ids, :states) AS reservation (id, state)
                WHERE order_id = reservation.id
                """)
            .bind("time", time);
    Columns.bind(update, "ids", UUID.class, reservations, row -> row.orderId().value());
    Columns.bind(update, "states", String.class, reservations, row -> row.state().name());
    update.execute();
  }
}
