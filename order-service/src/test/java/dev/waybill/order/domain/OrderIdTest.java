package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * An order's id is derived from customer, request id and content, and the derivation never changes.
 */
final class OrderIdTest {

  private static final UUID REQUEST = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  /**
   * Inventory and payment know orders by these ids: after a change, a repeat would be another
   * order.
   */
  @Test
  void neverChangesForTheSameRequest() {
    assertThat(OrderId.of("customer-1", REQUEST, "content"))
        .hasToString("2e9f9c87-4235-88d3-9a7c-ef8c0c9e01c7");
  }

  @Test
  void isAUuidOfVersionEight() {
    UUID id = OrderId.of("customer-1", REQUEST, "content").value();

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void differsByCustomerByRequestAndByContent() {
    assertThat(OrderId.of("customer-1", REQUEST, "content"))
        .isEqualTo(OrderId.of("customer-1", REQUEST, "content"))
        .isNotEqualTo(OrderId.of("customer-2", REQUEST, "content"))
        .isNotEqualTo(OrderId.of("customer-1", UUID.randomUUID(), "content"))
        .isNotEqualTo(OrderId.of("customer-1", REQUEST, "other content"));
  }
}
