package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An order's id follows from who placed it with which request id, for ever in the same way. */
final class OrderIdTest {

  private static final UUID REQUEST = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  /** Stored orders are found under these: a change would lose every one of them. */
  @Test
  void neverChangesForTheSameRequest() {
    assertThat(OrderId.of("customer-1", REQUEST))
        .hasToString("d57bdab5-39a0-87da-9979-658581368e42");
  }

  @Test
  void isAnUuidOfVersionEight() {
    UUID id = OrderId.of("customer-1", REQUEST).value();

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void differsByCustomerAndByRequest() {
    assertThat(OrderId.of("customer-1", REQUEST))
        .isEqualTo(OrderId.of("customer-1", REQUEST))
        .isNotEqualTo(OrderId.of("customer-2", REQUEST))
        .isNotEqualTo(OrderId.of("customer-1", UUID.randomUUID()));
  }
}
