package dev.waybill.cli.order;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.output.Screen;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `waybill order list`: lists orders, newest first. */
@Command(name = "list", description = "Lists orders, newest first.")
final class OrderListCommand extends ClientCommand {
  @Option(names = "--customer", paramLabel = "ID", description = "Only orders of this customer.")
  private String customer = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      converter = OrderStateConverter.class,
      description = "Only orders in one of these states, for example rejected,cancelled.")
  private List<OrderState> states = List.of();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "50",
      converter = LimitConverter.class,
      description = "The most orders to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  OrderListCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    OrderServiceBlockingStub stub = OrderServiceGrpc.newBlockingStub(connection.channel());
    Pages<Order> orders = Pages.collect(limit, request -> page(stub, request));
    if (wantsJson()) {
      screen.json(ListOrdersResponse.newBuilder().addAllOrders(orders.entries()).build());
    } else {
      screen.table(OrderView.of(orders.entries()));
      orders.printRest(screen);
    }
    return ExitCode.DONE;
  }

  private Page<Order> page(OrderServiceBlockingStub stub, Pages.Request request) {
    ListOrdersResponse response =
        stub.listOrders(
            ListOrdersRequest.newBuilder()
                .setCustomerId(customer)
                .addAllStates(states)
                .setPageSize(request.size())
                .setPageToken(request.token())
                .build());
    return new Page<>(response.getOrdersList(), response.getNextPageToken());
  }
}
