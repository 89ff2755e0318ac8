package dev.waybill.inventory.store;

import static java.util.stream.Collectors.joining;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Booking;
import dev.waybill.inventory.domain.RequestedLine;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.ReservationRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reservation as the columns of a new row. */
record NewReservation(Reservation reservation) {

  @Nullable String skus() {
    ReservationRequest request = request();
    // Quoted, because NULL is a fine SKU.
    return request == null
        ? null
        : literal(request.lines(), line -> '"' + line.sku().value() + '"');
  }

  @Nullable String quantities() {
    ReservationRequest request = request();
    return request == null ? null : literal(request.lines(), RequestedLine::quantity);
  }

  @Nullable String unitPrices() {
    Booking booking = reservation.bookingOrNull();
    return booking == null ? null : literal(booking.lines(), line -> line.unitPrice().minorUnits());
  }

  @Nullable String currency() {
    Booking booking = reservation.bookingOrNull();
    return booking == null ? null : booking.total().currency();
  }

  @Nullable Long total() {
    Booking booking = reservation.bookingOrNull();
    return booking == null ? null : booking.total().minorUnits();
  }

  @Nullable Long expected() {
    Money total = expectedTotal();
    return total == null ? null : total.minorUnits();
  }

  @Nullable String expectedCurrency() {
    Money total = expectedTotal();
    return total == null ? null : total.currency();
  }

  RefusalColumns refusal() {
    return reservation instanceof Reservation.Refused refused
        ? RefusalColumns.of(refused.refusal())
        : RefusalColumns.NONE;
  }

  private @Nullable Money expectedTotal() {
    ReservationRequest request = request();
    return request == null ? null : request.expectedTotal();
  }

  private @Nullable ReservationRequest request() {
    if (reservation instanceof Reservation.Refused refused) {
      return refused.request();
    }
    Booking booking = reservation.bookingOrNull();
    return booking == null ? null : booking.request();
  }

  private static <T> String literal(List<T> lines, Function<T, Object> element) {
    return lines.stream()
        .map(line -> element.apply(line).toString())
        .collect(joining(",", "{", "}"));
  }
}
