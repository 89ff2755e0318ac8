package dev.waybill.inventory.store;

import dev.waybill.common.money.Money;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationState;
import dev.waybill.inventory.domain.ReservationRequest;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of reservations. The lines of a reservation are parallel arrays. */
public final class ReservationTable {
  static final Table<Reservation> TABLE = new Table<>("reservations");

  static final ColumnType<OrderId> ID = ColumnType.UUID.as(OrderId::new, OrderId::value);

  public static final Column<Reservation, OrderId> ORDER_ID =
      TABLE.key(Column.of("order_id", ID, Reservation::orderId));
  public static final Column<Reservation, ReservationState> STATE =
      TABLE.changing(
          Column.of("state", ColumnType.namesOf(ReservationState.class), Reservation::state));
  private static final Column<Reservation, Instant> EXPIRES_AT =
      TABLE.changing(Column.orNull("expires_at", ColumnType.TIME, Reservation::expiryOrNull));
  private static final Column<Reservation, AttemptId> ATTEMPT =
      TABLE.changing(
          Column.orNull(
              "attempt",
              ColumnType.UUID.as(AttemptId::new, AttemptId::value),
              Reservation::attemptOrNull));
  private static final Column<Reservation, List<String>> SKUS =
      TABLE.fixed(
          Column.orNull("skus", ColumnType.TEXTS, eachRequested(line -> line.sku().value())));
  private static final Column<Reservation, List<Integer>> QUANTITIES =
      TABLE.fixed(
          Column.orNull("quantities", ColumnType.INTEGERS, eachRequested(RequestedLine::quantity)));
  private static final Column<Reservation, List<Long>> UNIT_PRICES =
      TABLE.fixed(
          Column.orNull(
              "unit_prices",
              ColumnType.BIGINTS,
              eachPriced(line -> line.unitPrice().minorUnits())));
  public static final MoneyColumns<Reservation> TOTAL =
      MoneyColumns.fixed(TABLE, "currency", "total_minor", ReservationTable::total);
  private static final MoneyColumns<Reservation> EXPECTED_TOTAL =
      MoneyColumns.fixed(
          TABLE, "expected_currency", "expected_minor", ReservationTable::expectedTotal);
  private static final Column<Reservation, Refusal.Reason> REFUSAL_REASON =
      TABLE.fixed(
          Column.orNull(
              "refusal_reason",
              ColumnType.namesOf(Refusal.Reason.class),
              ofRefusal(Refusal::reason)));
  private static final Column<Reservation, Sku> REFUSAL_SKU =
      TABLE.fixed(Column.orNull("refusal_sku", ItemTable.ID, ofRefusal(Refusal::sku)));
  private static final Column<Reservation, Long> REFUSAL_REQUESTED =
      TABLE.fixed(
          Column.orNull("refusal_requested", ColumnType.BIGINT, ofRefusal(Refusal::requested)));
  private static final Column<Reservation, Long> REFUSAL_AVAILABLE =
      TABLE.fixed(
          Column.orNull("refusal_available", ColumnType.BIGINT, ofRefusal(Refusal::available)));

  static {
    TABLE.guardByAll();
    TABLE.times();
  }

  static final String LOCK = TABLE.lock();

  private ReservationTable() {}

  static Reservation read(ResultSet row) throws SQLException {
    OrderId id = ORDER_ID.read(row);
    return switch (STATE.read(row)) {
      case HELD ->
          new Reservation.Held(id, readBooking(row), EXPIRES_AT.read(row), ATTEMPT.readOrNull(row));
      case COMMITTED -> new Reservation.Committed(id, readBooking(row));
      case EXPIRED -> new Reservation.Expired(id, readBooking(row));
      case RELEASED ->
          SKUS.readOrNull(row) == null
              ? new Reservation.Closed(id)
              : new Reservation.Released(id, readBooking(row));
      case REFUSED ->
          new Reservation.Refused(id, readRequest(row), readRefusal(row), ATTEMPT.readOrNull(row));
      case WITHDRAWN -> new Reservation.Withdrawn(id, ATTEMPT.read(row));
    };
  }

  private static Refusal readRefusal(ResultSet row) throws SQLException {
    return new Refusal(
        REFUSAL_REASON.read(row),
        REFUSAL_SKU.readOrNull(row),
        REFUSAL_REQUESTED.readOrNull(row),
        REFUSAL_AVAILABLE.readOrNull(row));
  }

  private static Booking readBooking(ResultSet row) throws SQLException {
    Money total = TOTAL.read(row);
    ReservationRequest request = readRequest(row);
    List<Long> prices = UNIT_PRICES.read(row);
    List<PricedLine> lines = new ArrayList<>(prices.size());
    for (int i = 0; i < prices.size(); i++) {
      RequestedLine line = request.lines().get(i);
      Money unitPrice = new Money(total.currency(), prices.get(i));
      lines.add(new PricedLine(line.sku(), line.quantity(), unitPrice));
    }
    return new Booking(lines, total, request.expectedTotal());
  }

  private static ReservationRequest readRequest(ResultSet row) throws SQLException {
    List<String> skus = SKUS.read(row);
    List<Integer> quantities = QUANTITIES.read(row);
    List<RequestedLine> lines = new ArrayList<>(skus.size());
    for (int i = 0; i < skus.size(); i++) {
      lines.add(new RequestedLine(new Sku(skus.get(i)), quantities.get(i)));
    }
    return new ReservationRequest(lines, EXPECTED_TOTAL.readOrNull(row));
  }

  private static <V> Function<Reservation, @Nullable V> ofRefusal(
      Function<Refusal, @Nullable V> part) {
    return reservation ->
        reservation instanceof Reservation.Refused refused ? part.apply(refused.refusal()) : null;
  }

  private static <V> Function<Reservation, @Nullable List<V>> eachRequested(
      Function<RequestedLine, V> value) {
    return reservation -> {
      ReservationRequest request = reservation.requestOrNull();
      return request == null ? null : request.lines().stream().map(value).toList();
    };
  }

  private static <V> Function<Reservation, @Nullable List<V>> eachPriced(
      Function<PricedLine, V> value) {
    return reservation -> {
      Booking booking = reservation.bookingOrNull();
      return booking == null ? null : booking.lines().stream().map(value).toList();
    };
  }

  private static @Nullable Money total(Reservation reservation) {
    Booking booking = reservation.bookingOrNull();
    return booking == null ? null : booking.total();
  }

  private static @Nullable Money expectedTotal(Reservation reservation) {
    ReservationRequest request = reservation.requestOrNull();
    return request == null ? null : request.expectedTotal();
  }
}
