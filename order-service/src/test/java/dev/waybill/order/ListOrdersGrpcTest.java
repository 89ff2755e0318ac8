package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import io.grpc.Status.Code;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Listing orders page by page. */
final class ListOrdersGrpcTest {

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment());

  @Test
  void showsEachOrderOnceNewestFirst() {
    List<Order> placed = place(5);

    ListOrdersResponse first = list(page(2));
    ListOrdersResponse second = list(page(2).setPageToken(first.getNextPageToken()));
    ListOrdersResponse third = list(page(2).setPageToken(second.getNextPageToken()));

    assertThat(first.getOrdersList()).containsExactly(placed.get(4), placed.get(3));
    assertThat(second.getOrdersList()).containsExactly(placed.get(2), placed.get(1));
    assertThat(third.getOrdersList()).containsExactly(placed.get(0));
    assertThat(third.getNextPageToken()).isEmpty();
  }

  @Test
  void endsWithAFullPage() {
    place(2);

    assertThat(list(page(2)).getNextPageToken()).isEmpty();
  }

  @Test
  void showsOnlyOrdersThatMatchTheFilter() {
    Order confirmed = place(1).getFirst();
    Order cancelled = service.cancel(place(1).getFirst().getOrderId());
    service.place(anyOrder().toBuilder().setCustomerId("customer-2").build());

    assertThat(list(page(0).setCustomerId("customer-1")).getOrdersList())
        .containsExactly(cancelled, confirmed);
    assertThat(
            list(page(0).setCustomerId("customer-1").addStates(OrderState.ORDER_STATE_CONFIRMED))
                .getOrdersList())
        .containsExactly(confirmed);
    assertThat(list(page(0)).getOrdersCount()).isEqualTo(3);
  }

  @Test
  void refusesATokenOfAnotherFilter() {
    place(2);
    String token = list(page(1)).getNextPageToken();

    assertInvalidToken(page(1).setCustomerId("customer-1").setPageToken(token));
  }

  @Test
  void refusesATokenThatWasTamperedWith() {
    place(2);
    String token = list(page(1)).getNextPageToken();
    char other = token.charAt(20) == 'A' ? 'B' : 'A';

    assertInvalidToken(page(1).setPageToken(token.substring(0, 20) + other + token.substring(21)));
    assertInvalidToken(page(1).setPageToken("no token"));
  }

  @Test
  void refusesANegativePageSize() {
    CallError error = CallError.of(() -> list(page(-1)));

    assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error.fields()).containsExactly("page_size");
  }

  private void assertInvalidToken(ListOrdersRequest.Builder request) {
    CallError error = CallError.of(() -> list(request));
    assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error.reason()).isEqualTo("INVALID_PAGE_TOKEN");
    assertThat(error.fields()).containsExactly("page_token");
  }

  private List<Order> place(int count) {
    return IntStream.range(0, count).mapToObj(_ -> service.place(anyOrder())).toList();
  }

  private ListOrdersResponse list(ListOrdersRequest.Builder request) {
    return service.stub().listOrders(request.build());
  }

  private static ListOrdersRequest.Builder page(int size) {
    return ListOrdersRequest.newBuilder().setPageSize(size);
  }
}
