package dev.waybill.peer.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Holds stock for orders and ships it. */
@RestController
class ReservationController {
  record Line(
      @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,31}") String sku, @Min(1) @Max(10000) int quantity) {}

  record Reserve(UUID orderId, @NotEmpty List<@Valid Line> lines) {}

  record PricedLine(String sku, int quantity, long unitPriceMinor) {}

  record Reservation(
      UUID orderId, String state, List<PricedLine> lines, String currency, long totalMinor) {}

  private final ReservationService service;

  ReservationController(ReservationService service) {
    this.service = service;
  }

  @PostMapping("/reservations")
  Reservation reserve(@Valid @RequestBody Reserve request) {
    return service.reserve(request);
  }

  @PostMapping("/reservations/{orderId}/commit")
  Reservation commit(@PathVariable UUID orderId) {
    return service.commit(orderId);
  }
}
