package dev.waybill.local.audit;

import com.google.protobuf.Duration;
import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.local.audit.digest.SortedDigests;
import dev.waybill.local.invariants.Answers;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc.OrderAuditServiceBlockingStub;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.grpc.Channel;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** The audit's view of order-service. */
final class OrderBook {
  private final Answers answers = new Answers(Services.ORDER);
  private final OrderAuditServiceBlockingStub audit;
  private final OrderServiceBlockingStub orders;

  OrderBook(Channel channel) {
    this.audit = OrderAuditServiceGrpc.newBlockingStub(channel);
    this.orders = OrderServiceGrpc.newBlockingStub(channel);
  }

  SortedDigests<OrderDigest> digests(Duration settledFor) {
    return new SortedDigests<>(answers, list(settledFor, OrderDigest::of));
  }

  /** All orders with who placed them, no matter when they changed. */
  SortedDigests<PlacedOrder> placedOrders() {
    return new SortedDigests<>(answers, list(Duration.getDefaultInstance(), PlacedOrder::of));
  }

  Optional<Order> find(String orderId) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(orderId).build();
    return answers.find(() -> orders.getOrder(request).getOrder());
  }

  private <T> Iterator<T> list(Duration settledFor, Function<ListDigestsResponse, T> reading) {
    ListDigestsRequest request = ListDigestsRequest.newBuilder().setSettledFor(settledFor).build();
    return answers.stream(() -> audit.listDigests(request), reading);
  }
}
