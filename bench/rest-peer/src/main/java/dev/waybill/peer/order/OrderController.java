package dev.waybill.peer.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Places orders. */
@RestController
class OrderController {
  record Line(
      @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,31}") String sku, @Min(1) @Max(10000) int quantity) {}

  record PlaceOrder(
      @NotNull UUID requestId,
      @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}") String customerId,
      @NotEmpty List<@Valid Line> lines,
      @Pattern(regexp = "[a-z0-9_]{1,64}") String paymentToken) {}

  record PricedLine(String sku, int quantity, long unitPriceMinor) {}

  record Order(
      UUID orderId,
      String customerId,
      List<PricedLine> lines,
      String currency,
      Long totalMinor,
      String state,
      String reason,
      long version,
      Instant createTime,
      Instant updateTime) {}

  private final OrderStore store;
  private final OrderFlow flow;

  OrderController(OrderStore store, OrderFlow flow) {
    this.store = store;
    this.flow = flow;
  }

  @PostMapping("/orders")
  Order place(@Valid @RequestBody PlaceOrder request) {
    UUID claim = UUID.randomUUID();
    UUID orderId = store.place(request, claim);
    return flow.decide(orderId, claim);
  }
}
