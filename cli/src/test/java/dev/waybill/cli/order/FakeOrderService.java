package dev.waybill.cli.order;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.google.type.Money;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.CancelOrderResponse;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.GetOrderResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderLine;
import dev.waybill.proto.order.v1.OrderReason;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Returns every order in one state, or an error, and records the requests. */
final class FakeOrderService extends OrderServiceGrpc.OrderServiceImplBase {
  static final String ORDER_ID = "5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d";

  final List<PlaceOrderRequest> placed = new CopyOnWriteArrayList<>();
  final List<ListOrdersRequest> listed = new CopyOnWriteArrayList<>();
  volatile OrderState state = OrderState.ORDER_STATE_CONFIRMED;
  volatile OrderReasonCode reason = OrderReasonCode.ORDER_REASON_CODE_OUT_OF_STOCK;

  @Override
  public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> observer) {
    placed.add(request);
    observer.onNext(PlaceOrderResponse.newBuilder().setOrder(order()).build());
    observer.onCompleted();
  }

  @Override
  public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
    FieldViolation violation =
        FieldViolation.newBuilder().setField("order_id").setDescription("must be a UUID").build();
    observer.onError(
        StatusProto.toStatusRuntimeException(
            Status.newBuilder()
                .setCode(Code.INVALID_ARGUMENT.getNumber())
                .setMessage("the request is invalid")
                .addDetails(Any.pack(BadRequest.newBuilder().addFieldViolations(violation).build()))
                .build()));
  }

  @Override
  public void cancelOrder(
      CancelOrderRequest request, StreamObserver<CancelOrderResponse> observer) {
    observer.onError(
        StatusProto.toStatusRuntimeException(
            Status.newBuilder()
                .setCode(Code.FAILED_PRECONDITION.getNumber())
                .setMessage("order " + request.getOrderId() + " is completed")
                .addDetails(Any.pack(ErrorDetails.info("ORDER_COMPLETED", Map.of())))
                .build()));
  }

  /** Returns page after page without end, so that only the limit ends a list. */
  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
    listed.add(request);
    ListOrdersResponse.Builder page = ListOrdersResponse.newBuilder().setNextPageToken("more");
    for (int i = 0; i < request.getPageSize(); i++) {
      page.addOrders(order());
    }
    observer.onNext(page.build());
    observer.onCompleted();
  }

  private Order order() {
    Order.Builder order =
        Order.newBuilder()
            .setOrderId(ORDER_ID)
            .setCustomerId("acme")
            .setState(state)
            .setTotal(euros(25, 0))
            .addLines(
                OrderLine.newBuilder()
                    .setSku("SKU-001")
                    .setQuantity(2)
                    .setUnitPrice(euros(12, 500_000_000))
                    .setTotal(euros(25, 0)));
    if (state == OrderState.ORDER_STATE_REJECTED) {
      order.setReason(
          OrderReason.newBuilder()
              .setCode(reason)
              .setMessage("2 asked for, 1 available")
              .setLine(0));
    }
    return order.build();
  }

  private static Money euros(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).setNanos(nanos).build();
  }
}
