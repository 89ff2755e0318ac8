package dev.waybill.cli.order;

import dev.waybill.cli.client.CommandGroup;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.client.UnaryCall;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import io.grpc.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill order`: places, imports, shows, watches and cancels orders. */
@Command(
    name = "order",
    description = "Places, imports, shows, watches and cancels orders.",
    subcommands = {OrderPlaceCommand.class, OrderImportCommand.class, OrderWatchCommand.class})
public final class OrderCommand extends CommandGroup {
  @Command(name = "get", description = "Shows one order.")
  int get(
      @Mixin UnaryCall call,
      @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.") String orderId) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(orderId).build();
    return call.show(
        Services.ORDER,
        channel -> OrderServiceGrpc.newBlockingStub(channel).getOrder(request),
        response -> OrderView.of(response.getOrder()));
  }

  @Command(name = "cancel", description = "Cancels an order whose fulfilment has not started.")
  int cancel(
      @Mixin UnaryCall call,
      @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.") String orderId) {
    CancelOrderRequest request = CancelOrderRequest.newBuilder().setOrderId(orderId).build();
    return call.show(
        Services.ORDER,
        channel -> OrderServiceGrpc.newBlockingStub(channel).cancelOrder(request),
        response -> OrderView.of(response.getOrder()));
  }

  @Command(name = "list", description = "Lists orders, newest first.")
  int list(
      @Mixin UnaryCall call,
      @Option(
              names = "--customer",
              paramLabel = "ID",
              defaultValue = "",
              description = "Only orders of this customer.")
          String customer,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              converter = OrderStateConverter.class,
              description = "Only orders in one of these states, for example rejected,cancelled.")
          @Nullable List<OrderState> states,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "50",
              converter = LimitConverter.class,
              description = "The most orders to list. Default: ${DEFAULT-VALUE}.")
          int limit) {
    ListOrdersRequest filter =
        ListOrdersRequest.newBuilder()
            .setCustomerId(customer)
            .addAllStates(states == null ? List.of() : states)
            .build();
    return call.list(
        Services.ORDER,
        limit,
        (channel, page) -> page(channel, filter, page),
        orders -> ListOrdersResponse.newBuilder().addAllOrders(orders).build(),
        OrderView::of);
  }

  private static Page<Order> page(Channel channel, ListOrdersRequest filter, Pages.Request page) {
    ListOrdersRequest request =
        filter.toBuilder().setPageSize(page.size()).setPageToken(page.token()).build();
    ListOrdersResponse response = OrderServiceGrpc.newBlockingStub(channel).listOrders(request);
    return new Page<>(response.getOrdersList(), response.getNextPageToken());
  }
}
