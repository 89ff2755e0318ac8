package dev.waybill.cli.order;

import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stores orders by request id, as the service does: a repeated request returns the same order, and
 * other content is an error. The customer's name decides the outcome of an order.
 */
final class FakeOrderImport extends OrderServiceGrpc.OrderServiceImplBase {
  static final String REFUSED_CUSTOMER = "refused";
  static final String UNLUCKY_CUSTOMER = "unlucky";

  final Map<String, PlaceOrderRequest> placed = new ConcurrentHashMap<>();
  final List<PlaceOrderRequest> received = new CopyOnWriteArrayList<>();
  final AtomicInteger streams = new AtomicInteger();

  /** After how many orders the next stream breaks; the last of them is placed but not answered. */
  final AtomicInteger breakAfter = new AtomicInteger(Integer.MAX_VALUE);

  /** After how many orders answers stop. */
  volatile int silentAfter = Integer.MAX_VALUE;

  @Override
  public StreamObserver<ImportOrdersRequest> importOrders(
      StreamObserver<ImportOrdersResponse> observer) {
    streams.incrementAndGet();
    int lostAfter = breakAfter.getAndSet(Integer.MAX_VALUE);
    return new StreamObserver<>() {
      private int count;

      @Override
      public void onNext(ImportOrdersRequest request) {
        received.add(request.getOrder());
        count++;
        ImportOrdersResponse answer = place(request.getOrder());
        if (count == lostAfter) {
          observer.onError(Status.UNAVAILABLE.withDescription("lost").asRuntimeException());
        } else if (count < lostAfter && received.size() <= silentAfter) {
          observer.onNext(answer);
        }
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        observer.onCompleted();
      }
    };
  }

  private ImportOrdersResponse place(PlaceOrderRequest order) {
    ImportOrdersResponse.Builder answer =
        ImportOrdersResponse.newBuilder().setRequestId(order.getRequestId());
    if (order.getCustomerId().equals(UNLUCKY_CUSTOMER)) {
      return answer.setError(error(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE")).build();
    }
    PlaceOrderRequest before = placed.putIfAbsent(order.getRequestId(), order);
    if (before != null && !before.equals(order)) {
      return answer.setError(error(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED")).build();
    }
    OrderState state =
        order.getCustomerId().equals(REFUSED_CUSTOMER)
            ? OrderState.ORDER_STATE_REJECTED
            : OrderState.ORDER_STATE_CONFIRMED;
    return answer.setOrder(Order.newBuilder().setState(state)).build();
  }

  private static ItemError error(Code code, String reason) {
    return ItemError.newBuilder()
        .setCode(code)
        .setMessage("not placed")
        .setErrorInfo(ErrorInfo.newBuilder().setReason(reason))
        .build();
  }
}
