package dev.waybill.order.grpc;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.OrderFilter;
import dev.waybill.order.domain.OrderStore.PagePosition;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of orders, page by page. */
final class OrderPages {

  private static final PositionTokens TOKENS = PositionTokens.ofPages("orders");
  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 200;

  private final OrderStore store;

  OrderPages(OrderStore store) {
    this.store = store;
  }

  ListOrdersResponse page(ListOrdersRequest request, TimeBudget budget) {
    OrderFilter filter = filter(request);
    int size = size(request.getPageSize());
    PagePosition after = position(request.getPageToken(), filter);
    // One order more than is shown tells whether there is a next page.
    List<Order> orders = store.list(filter, after, size + 1, budget);
    List<Order> shown = orders.subList(0, Math.min(size, orders.size()));
    ListOrdersResponse.Builder response = ListOrdersResponse.newBuilder();
    shown.forEach(order -> response.addOrders(OrderMessages.toMessage(order)));
    if (orders.size() > size) {
      response.setNextPageToken(token(shown.getLast(), filter));
    }
    return response.build();
  }

  private static OrderFilter filter(ListOrdersRequest request) {
    return new OrderFilter(
        request.getCustomerId(),
        request.getStatesList().stream()
            .map(OrderMessages::toState)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static int size(int requested) {
    return requested == 0 ? DEFAULT_SIZE : Math.min(requested, LARGEST_SIZE);
  }

  private static String token(Order last, OrderFilter filter) {
    PagePosition position = PagePosition.of(last);
    return TOKENS.encode(text(filter), position.createTime() + "/" + position.orderId());
  }

  private static @Nullable PagePosition position(String token, OrderFilter filter) {
    if (token.isEmpty()) {
      return null;
    }
    String position = TOKENS.decode(token, text(filter), "page_token");
    int slash = position.indexOf('/');
    return new PagePosition(
        Instant.parse(position.substring(0, slash)),
        OrderMessages.toOrderId(position.substring(slash + 1)));
  }

  /** Equal for equal filters, whatever the order of their states. */
  private static String text(OrderFilter filter) {
    return filter.customerId() + " " + new TreeSet<>(filter.states());
  }
}
