package dev.waybill.inventory.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.inventory.domain.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of reservations. */
final class ReservationRows {
  /** An array cannot hold arrays of different lengths, so the lines travel as array literals. */
  static final String INSERT =
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
      """;

  /** Only the state ever changes, and with it how long a hold lasts. */
  static final String UPDATE =
      """
      UPDATE reservations
      SET state = reservation.state, expires_at = reservation.expiry, update_time = :time
      FROM unnest(:ids, :states, :expiries) AS reservation (id, state, expiry)
      WHERE order_id = reservation.id
      """;

  private ReservationRows() {}

  static void bindNew(
      SetStatement write, String part, List<Reservation> reservations, Instant time) {
    List<NewReservation> rows = reservations.stream().map(NewReservation::new).toList();
    bindChanged(write, part, reservations, time);
    write
        .bind(part + "_skus", String.class, rows, NewReservation::skus)
        .bind(part + "_quantities", String.class, rows, NewReservation::quantities)
        .bind(part + "_prices", String.class, rows, NewReservation::unitPrices)
        .bind(part + "_currencies", String.class, rows, NewReservation::currency)
        .bind(part + "_totals", Long.class, rows, NewReservation::total)
        .bind(part + "_expected", Long.class, rows, NewReservation::expected)
        .bind(part + "_expectedCurrencies", String.class, rows, NewReservation::expectedCurrency)
        .bind(part + "_reasons", String.class, rows, row -> row.refusal().reason())
        .bind(part + "_refusedSkus", String.class, rows, row -> row.refusal().sku())
        .bind(part + "_requested", Long.class, rows, row -> row.refusal().requested())
        .bind(part + "_available", Long.class, rows, row -> row.refusal().available());
  }

  static void bindChanged(
      SetStatement write, String part, List<Reservation> reservations, Instant time) {
    write
        .bind(part + "_time", time)
        .bind(part + "_ids", UUID.class, reservations, row -> row.orderId().value())
        .bind(part + "_states", String.class, reservations, row -> row.state().name())
        .bind(part + "_expiries", Instant.class, reservations, Reservation::expiryOrNull);
  }
}
