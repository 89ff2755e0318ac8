package dev.waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equal requests have equal hashes forever; different requests have different hashes. */
final class OrderRequestTest {

  private static final OrderLine FIRST = new OrderLine("SKU-001", 2);
  private static final OrderLine SECOND = new OrderLine("SKU-002", 1);

  /**
   * The hashes are stored with the orders: a change would reject every repeat of an old request.
   */
  @Test
  void hashNeverChanges() {
    assertThat(request("customer-1", "tok_ok", null, FIRST, SECOND).contentHash())
        .isEqualTo("f91f1c5193cd5af8e458d82cb877e743fd8882bf8f2cf431db55afe54bad3349");
    assertThat(request("customer-1", "tok_ok", new Money("EUR", 500), FIRST).contentHash())
        .isEqualTo("e3152a78a091c599d6aa2405ccb74da9279b450333be31ff2f7f208563f3d86c");
  }

  @Test
  void hashDependsOnEveryPartOfTheContent() {
    Stream<OrderRequest> requests =
        Stream.of(
            request("customer-1", "tok_ok", null, FIRST, SECOND),
            request("customer-2", "tok_ok", null, FIRST, SECOND),
            request("customer-1", "tok_declined", null, FIRST, SECOND),
            request("customer-1", "tok_ok", null, SECOND, FIRST),
            request("customer-1", "tok_ok", null, FIRST),
            request("customer-1", "tok_ok", null, FIRST, new OrderLine("SKU-002", 2)),
            request("customer-1", "tok_ok", new Money("EUR", 0), FIRST, SECOND),
            request("customer-1", "tok_ok", new Money("USD", 0), FIRST, SECOND),
            request("customer-1", "tok_ok", new Money("EUR", 1), FIRST, SECOND));

    assertThat(requests.map(OrderRequest::contentHash)).doesNotHaveDuplicates();
  }

  @Test
  void hashIgnoresTheRequestId() {
    OrderRequest request = request("customer-1", "tok_ok", null, FIRST);
    OrderRequest other = request("customer-1", "tok_ok", null, FIRST);

    assertThat(request.requestId()).isNotEqualTo(other.requestId());
    assertThat(request.contentHash()).isEqualTo(other.contentHash());
  }

  @Test
  void textsWithEqualConcatenationHashDifferently() {
    assertThat(request("ab", "c", null, FIRST).contentHash())
        .isNotEqualTo(request("a", "bc", null, FIRST).contentHash());
  }

  private static OrderRequest request(
      String customer, String token, @Nullable Money expectedTotal, OrderLine... lines) {
    return OrderFixtures.request(customer, token, expectedTotal, List.of(lines));
  }
}
