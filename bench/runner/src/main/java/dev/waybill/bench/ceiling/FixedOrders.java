package dev.waybill.bench.ceiling;

import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.stub.StreamObserver;

/** Answers every order at once. */
final class FixedOrders extends OrderServiceGrpc.OrderServiceImplBase {
  @Override
  public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
    caller.onNext(BareOrders.confirmed(request, BareInventory.PRICE));
    caller.onCompleted();
  }
}
