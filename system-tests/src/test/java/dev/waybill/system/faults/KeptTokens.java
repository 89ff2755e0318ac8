package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Orders;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Page and resume tokens that callers got from one version of the services and use on another. The
 * orders behind them are placed with a field that no version knows yet.
 *
 * @param placed in the order of their placement
 */
record KeptTokens(
    List<Order> placed, String ordersPage, String itemsPage, String paymentsPage, String resume) {
  private static final String CUSTOMER = "keeps-tokens";
  private static final int ITEMS = 5;

  static KeptTokens takeFrom(Cluster cluster) {
    Channel orders = cluster.channel(Services.ORDER);
    String resume = firstMessage(orders, "").getResumeToken();
    List<Order> placed = List.of(place(orders), place(orders));
    return new KeptTokens(
        placed,
        orders(orders, "").getNextPageToken(),
        items(cluster, "").getNextPageToken(),
        payments(cluster, "").getNextPageToken(),
        resume);
  }

  /** Fails unless each token gives what follows the page or message that it came with. */
  void areTakenBy(Cluster cluster) {
    Order first = placed.getFirst();
    Channel orders = cluster.channel(Services.ORDER);
    assertThat(orders(orders, ordersPage).getOrders(0).getOrderId()).isEqualTo(first.getOrderId());
    assertThat(payments(cluster, paymentsPage).getPayments(0).getOrderId())
        .isEqualTo(first.getOrderId());
    assertThat(items(cluster, itemsPage).getItems(0).getSku()).isEqualTo("SKU-005");
    OrderEvent event = firstMessage(orders, resume).getEvent();
    assertThat(event.getOrderId()).isEqualTo(first.getOrderId());
    assertThat(event.getVersion()).isEqualTo(1);
  }

  private static Order place(Channel orders) {
    UnknownFieldSet tomorrow =
        UnknownFieldSet.newBuilder()
            .addField(
                1000,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("a gift"))
                    .build())
            .build();
    PlaceOrderRequest request =
        Orders.anyOrder().toBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId(CUSTOMER)
            .setUnknownFields(tomorrow)
            .build();
    return Orders.place(orders, request);
  }

  private static ListOrdersResponse orders(Channel channel, String token) {
    return Orders.stub(channel)
        .listOrders(
            ListOrdersRequest.newBuilder()
                .setCustomerId(CUSTOMER)
                .setPageSize(1)
                .setPageToken(token)
                .build());
  }

  private static ListItemsResponse items(Cluster cluster, String token) {
    InventoryServiceBlockingStub inventory =
        InventoryServiceGrpc.newBlockingStub(cluster.channel(Services.INVENTORY));
    return inventory.listItems(
        ListItemsRequest.newBuilder().setPageSize(ITEMS).setPageToken(token).build());
  }

  private static ListPaymentsResponse payments(Cluster cluster, String token) {
    PaymentServiceBlockingStub payment =
        PaymentServiceGrpc.newBlockingStub(cluster.channel(Services.PAYMENT));
    return payment.listPayments(
        ListPaymentsRequest.newBuilder().setPageSize(1).setPageToken(token).build());
  }

  private static WatchOrdersResponse firstMessage(Channel channel, String token) {
    WatchOrdersRequest request =
        WatchOrdersRequest.newBuilder().setCustomerId(CUSTOMER).setResumeToken(token).build();
    try (CancellableContext watching = Context.current().withCancellation()) {
      Context caller = watching.attach();
      try {
        Iterator<WatchOrdersResponse> messages = Orders.stub(channel).watchOrders(request);
        return messages.next();
      } finally {
        watching.detach(caller);
      }
    }
  }
}
