package dev.waybill.local.audit;

import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.GetOrderResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Returns single orders from the `now` book. */
final class FakeOrders extends OrderServiceGrpc.OrderServiceImplBase {
  private final FakeServices services;

  FakeOrders(FakeServices services) {
    this.services = services;
  }

  @Override
  public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
    services.beforeLook.run();
    ListDigestsResponse found = services.now.orders.get(request.getOrderId());
    if (found == null) {
      observer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    Order order =
        Order.newBuilder()
            .setOrderId(found.getOrderId())
            .setCustomerId(found.getCustomerId())
            .setState(found.getState())
            .setTotal(found.getTotal())
            .build();
    observer.onNext(GetOrderResponse.newBuilder().setOrder(order).build());
    observer.onCompleted();
  }
}
