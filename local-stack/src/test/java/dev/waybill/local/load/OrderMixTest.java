package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The orders that a run places. */
final class OrderMixTest {
  @Test
  void declinesTheRequestedPercentage() {
    assertThat(declined(orders(10, "SKU-000"))).isEqualTo(20);
    assertThat(declined(orders(0, "SKU-000"))).isZero();
    assertThat(declined(orders(100, "SKU-000"))).isEqualTo(200);
  }

  @Test
  void spreadsOrdersEvenlyAndGivesEachItsOwnRequestId() {
    List<PlaceOrderRequest> orders = orders(0, "SKU-000", "SKU-001");

    assertThat(orders.stream().filter(order -> order.getLines(0).getSku().equals("SKU-001")))
        .hasSize(100);
    assertThat(orders.stream().map(PlaceOrderRequest::getRequestId).distinct()).hasSize(200);
  }

  private static List<PlaceOrderRequest> orders(int declinePercent, String... skus) {
    return Stream.generate(new OrderMix(List.of(skus), declinePercent)::next).limit(200).toList();
  }

  private static long declined(List<PlaceOrderRequest> orders) {
    return orders.stream().filter(order -> order.getPaymentToken().equals("tok_declined")).count();
  }
}
