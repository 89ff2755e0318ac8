package dev.waybill.local.load;

import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReason;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every order after a while, or refuses it, and records the requests. */
public final class FakeOrders extends OrderServiceGrpc.OrderServiceImplBase {
  public final List<PlaceOrderRequest> placed = new CopyOnWriteArrayList<>();
  final AtomicInteger mostInFlight = new AtomicInteger();
  public volatile OrderState state = OrderState.ORDER_STATE_CONFIRMED;
  public volatile Status failure = Status.OK;
  volatile Duration delay = Duration.ZERO;
  private final AtomicInteger inFlight = new AtomicInteger();

  @Override
  public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> observer) {
    placed.add(request);
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    later.execute(() -> answer(request, observer));
  }

  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
    observer.onNext(ListOrdersResponse.getDefaultInstance());
    observer.onCompleted();
  }

  private void answer(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> observer) {
    inFlight.decrementAndGet();
    if (!failure.isOk()) {
      observer.onError(failure.asRuntimeException());
      return;
    }
    Order.Builder order =
        Order.newBuilder()
            .setOrderId(UUID.randomUUID().toString())
            .setCustomerId(request.getCustomerId())
            .setState(state);
    if (request.getPaymentToken().equals("tok_declined")) {
      order
          .setState(OrderState.ORDER_STATE_REJECTED)
          .setReason(
              OrderReason.newBuilder().setCode(OrderReasonCode.ORDER_REASON_CODE_CARD_DECLINED));
    }
    observer.onNext(PlaceOrderResponse.newBuilder().setOrder(order).build());
    observer.onCompleted();
  }
}
