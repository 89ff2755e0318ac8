package dev.waybill.order.grpc;

import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.order.audit.AuditedOrders;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.v1.OrderState;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The digests of orders that an auditor joins with those of the other services. */
final class OrderDigestsGrpcTest {

  @AutoClose private final AuditedOrders audited = new AuditedOrders();

  @Test
  void digestsAreSortedAndContainWhatTheOtherServicesNeed() {
    OrderRequest request = anyRequest();
    OrderId priced = audited.stored().confirmed(request).orderId();
    audited.placeOneInEveryState();

    List<ListDigestsResponse> digests = audited.digests(0);

    assertThat(digests)
        .hasSize(9)
        .extracting(ListDigestsResponse::getOrderId)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(digests)
        .contains(
            ListDigestsResponse.newBuilder()
                .setOrderId(priced.toString())
                .setState(OrderState.ORDER_STATE_CONFIRMED)
                .setTotal(Money.newBuilder().setCurrencyCode("EUR").setUnits(30))
                .setCustomerId(request.customerId())
                .setRequestId(request.requestId().toString())
                .build())
        .anyMatch(digest -> !digest.hasTotal());
  }

  @Test
  void digestsSkipOrdersThatJustChanged() {
    OrderId old = audited.stored().applied(anyPlace()).id();
    audited.stored().applied(anyPlace());
    audited.age(old, "11 seconds");

    assertThat(audited.digests(10))
        .extracting(ListDigestsResponse::getOrderId)
        .containsExactly(old + "");
  }

  @Test
  void longListIsReadInPieces() {
    audited
        .stored()
        .execute(
            """
        INSERT INTO orders (order_id, customer_id, request_id, content_hash, skus, quantities,
          payment_token, state, version, claim, due_time, attempts, correlation_id, create_time,
          update_time)
        SELECT gen_random_uuid(), 'someone', gen_random_uuid(), '', '{SKU-001}', '{1}', 'tok_ok',
          'PENDING', 1, gen_random_uuid(), now(), 0, '-', now(), now()
        FROM generate_series(1, 3000)
        """);

    assertThat(audited.digests(0))
        .hasSize(3000)
        .extracting(ListDigestsResponse::getOrderId)
        .isSorted();
  }
}
