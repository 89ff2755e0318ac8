package dev.waybill.inventory.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.inventory.domain.AttemptId;
import dev.waybill.inventory.domain.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of reservations. */
final class ReservationRows {
  private static final String COLUMNS =
      """
      state, skus, quantities, unit_prices, currency, total_minor, expected_minor,
      expected_currency, refusal_reason, refusal_sku, refusal_requested, refusal_available,
      expires_at, attempt, update_time
      """;

  /** An array cannot hold arrays of different lengths, so the lines travel as array literals. */
  private static final String VALUES =
      """
      reservation.state, reservation.skus::text[], reservation.quantities::integer[],
      reservation.prices::bigint[], reservation.currency, reservation.total,
      reservation.expected, reservation.expected_currency, reservation.reason, reservation.sku,
      reservation.requested, reservation.available, reservation.expiry, reservation.attempt, :time
      """;

  private static final String ROWS =
      """
      FROM unnest(:ids, :states, :skus, :quantities, :prices, :currencies,
        :totals, :expected, :expectedCurrencies, :reasons, :refusedSkus,
        :requested, :available, :expiries, :attempts)
        AS reservation (id, state, skus, quantities, prices, currency,
        total, expected, expected_currency, reason, sku,
        requested, available, expiry, attempt)
      """;

  static final String INSERT =
      "INSERT INTO reservations (order_id, create_time, "
          + COLUMNS
          + ") SELECT reservation.id, :time, "
          + VALUES
          + ROWS;

  /** For the few that are taken back or decided anew: all of the row but its key. */
  static final String REPLACE =
      "UPDATE reservations SET ("
          + COLUMNS
          + ") = ROW("
          + VALUES
          + ") "
          + ROWS
          + " WHERE order_id = reservation.id";

  /** A decision that stands changes its state only, and with it how long a hold lasts. */
  static final String UPDATE =
      """
      UPDATE reservations
      SET state = reservation.state, expires_at = reservation.expiry,
        attempt = reservation.attempt, update_time = :time
      FROM unnest(:ids, :states, :expiries, :attempts) AS reservation (id, state, expiry, attempt)
      WHERE order_id = reservation.id
      """;

  private ReservationRows() {}

  static void bindWhole(
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
        .bind(part + "_expiries", Instant.class, reservations, Reservation::expiryOrNull)
        .bind(part + "_attempts", UUID.class, reservations, ReservationRows::attempt);
  }

  private static @Nullable UUID attempt(Reservation reservation) {
    AttemptId attempt = reservation.attemptOrNull();
    return attempt == null ? null : attempt.value();
  }
}
