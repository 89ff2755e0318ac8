package dev.waybill.order.grpc;

import dev.waybill.common.message.PagedList;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.OrderFilter;
import dev.waybill.order.domain.OrderStore.PagePosition;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The orders, page by page, newest first. */
record OrderPages(OrderStore store) {
  private static final PagedList<Order, PagePosition> ORDERS =
      new PagedList<>("orders", PagePosition::of, OrderPages::format, OrderPages::parse);

  ListOrdersResponse page(ListOrdersRequest request, TimeBudget budget) {
    OrderFilter filter = filter(request);
    PagedList.Page<Order> page =
        ORDERS.page(
            request.getPageSize(),
            request.getPageToken(),
            text(filter),
            (after, limit) -> store.list(filter, after, limit, budget));
    return ListOrdersResponse.newBuilder()
        .addAllOrders(page.entries().stream().map(OrderMessages::toMessage).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  private static OrderFilter filter(ListOrdersRequest request) {
    return new OrderFilter(
        request.getCustomerId(),
        request.getStatesList().stream()
            .map(OrderMessages::toState)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Equal for equal filters, whatever the order of their states. */
  private static String text(OrderFilter filter) {
    return filter.customerId() + " " + new TreeSet<>(filter.states());
  }

  private static String format(PagePosition position) {
    return position.createTime() + "/" + position.orderId();
  }

  private static PagePosition parse(String text) {
    int slash = text.indexOf('/');
    return new PagePosition(
        Instant.parse(text.substring(0, slash)),
        OrderMessages.toOrderId(text.substring(slash + 1)));
  }
}
