package dev.waybill.inventory.store;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.AttemptId;
import dev.waybill.inventory.domain.Booking;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.PricedLine;
import dev.waybill.inventory.domain.RequestedLine;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.ReservationRequest;
import dev.waybill.inventory.domain.ReservationState;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of the table of reservations. */
final class ReservationReader {
  private ReservationReader() {}

  static Reservation read(ResultSet row) throws SQLException {
    OrderId id = new OrderId(row.getObject("order_id", UUID.class));
    return switch (ReservationState.valueOf(row.getString("state"))) {
      case HELD ->
          new Reservation.Held(
              id, booking(row), row.getTimestamp("expires_at").toInstant(), attempt(row));
      case COMMITTED -> new Reservation.Committed(id, booking(row));
      case EXPIRED -> new Reservation.Expired(id, booking(row));
      case RELEASED ->
          row.getArray("skus") == null
              ? new Reservation.Closed(id)
              : new Reservation.Released(id, booking(row));
      case REFUSED ->
          new Reservation.Refused(id, request(row), RefusalColumns.read(row), attempt(row));
      case WITHDRAWN -> new Reservation.Withdrawn(id, Objects.requireNonNull(attempt(row)));
    };
  }

  private static @Nullable AttemptId attempt(ResultSet row) throws SQLException {
    UUID attempt = row.getObject("attempt", UUID.class);
    return attempt == null ? null : new AttemptId(attempt);
  }

  private static Booking booking(ResultSet row) throws SQLException {
    Money total = Objects.requireNonNull(Columns.money(row, "currency", "total_minor"));
    Long[] prices = Objects.requireNonNull(Columns.array(row, "unit_prices", Long[].class));
    ReservationRequest request = request(row);
    List<PricedLine> lines = new ArrayList<>(prices.length);
    for (int i = 0; i < prices.length; i++) {
      RequestedLine line = request.lines().get(i);
      Money unitPrice = new Money(total.currency(), prices[i]);
      lines.add(new PricedLine(line.sku(), line.quantity(), unitPrice));
    }
    return new Booking(lines, total, request.expectedTotal());
  }

  private static ReservationRequest request(ResultSet row) throws SQLException {
    String[] skus = Objects.requireNonNull(Columns.array(row, "skus", String[].class));
    Integer[] quantities =
        Objects.requireNonNull(Columns.array(row, "quantities", Integer[].class));
    List<RequestedLine> lines = new ArrayList<>(skus.length);
    for (int i = 0; i < skus.length; i++) {
      lines.add(new RequestedLine(new Sku(skus[i]), quantities[i]));
    }
    @Nullable Money expected = Columns.money(row, "expected_currency", "expected_minor");
    return new ReservationRequest(lines, expected);
  }
}
