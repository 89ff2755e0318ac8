package dev.waybill.system.cluster;

import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Creates requests for tests and follows the resulting orders. */
public final class Orders {
  /** The time within which every placed order must become final. */
  public static final Duration FINAL_WITHIN = Duration.ofSeconds(30);

  private static final Set<OrderState> FINAL =
      EnumSet.of(
          OrderState.ORDER_STATE_COMPLETED,
          OrderState.ORDER_STATE_REJECTED,
          OrderState.ORDER_STATE_CANCELLED);

  private Orders() {}

  public static PlaceOrderRequest anyOrder() {
    return orderPaidWith("tok_ok");
  }

  public static PlaceOrderRequest orderPaidWith(String token) {
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId("customer-" + token)
        .addLines(PlaceOrderLine.newBuilder().setSku("SKU-007").setQuantity(2))
        .setPaymentToken(token)
        .build();
  }

  public static Order place(Channel channel, PlaceOrderRequest request) {
    return stub(channel).placeOrder(request).getOrder();
  }

  public static Order get(Channel channel, String orderId) {
    return stub(channel)
        .getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build())
        .getOrder();
  }

  public static Order awaitFinal(Channel channel, String orderId) {
    return Awaitility.await("order " + orderId + " is final")
        .atMost(FINAL_WITHIN)
        .until(() -> get(channel, orderId), order -> FINAL.contains(order.getState()));
  }

  public static void awaitNoneOpen(Channel channel) {
    ListOrdersRequest.Builder open = ListOrdersRequest.newBuilder().setPageSize(1);
    Stream.of(OrderState.values())
        .filter(state -> state != OrderState.UNRECOGNIZED && state.getNumber() != 0)
        .filter(state -> !FINAL.contains(state))
        .forEach(open::addStates);
    Awaitility.await("all orders are final")
        .atMost(FINAL_WITHIN)
        .ignoreException(StatusRuntimeException.class)
        .until(() -> stub(channel).listOrders(open.build()).getOrdersCount() == 0);
  }

  public static OrderServiceGrpc.OrderServiceBlockingStub stub(Channel channel) {
    return OrderServiceGrpc.newBlockingStub(channel).withDeadlineAfter(Duration.ofSeconds(20));
  }
}
