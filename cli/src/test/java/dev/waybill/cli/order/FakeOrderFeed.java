package dev.waybill.cli.order;

import com.google.protobuf.Timestamp;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import dev.waybill.proto.rpc.v1.Heartbeat;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Streams the events of one order, and can break at a given point. Tokens are plain positions. */
final class FakeOrderFeed extends OrderServiceGrpc.OrderServiceImplBase {
  static final String ORDER_ID = FakeOrderService.ORDER_ID;

  /** Placed, confirmed, completed. */
  final List<OrderEvent> events =
      new CopyOnWriteArrayList<>(
          List.of(
              event(1, OrderState.ORDER_STATE_PENDING),
              event(2, OrderState.ORDER_STATE_CONFIRMED),
              event(3, OrderState.ORDER_STATE_COMPLETED)));

  final List<WatchOrderRequest> watchesOfOne = new CopyOnWriteArrayList<>();
  final List<WatchOrdersRequest> watchesOfAll = new CopyOnWriteArrayList<>();

  /** How each of the next streams ends. Streams after those show all events. */
  final Queue<Break> breaks = new ArrayDeque<>();

  /** What happens after the events before the position were sent; without a failure, nothing. */
  record Break(int position, @Nullable StatusRuntimeException failure) {}

  @Override
  public void watchOrder(WatchOrderRequest request, StreamObserver<WatchOrderResponse> observer) {
    watchesOfOne.add(request);
    Break end = breaks.poll();
    int stop = end == null ? events.size() : end.position();
    for (int position = (int) request.getAfterVersion(); position < stop; position++) {
      observer.onNext(WatchOrderResponse.newBuilder().setEvent(events.get(position)).build());
    }
    observer.onNext(
        WatchOrderResponse.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
    breakOff(end, observer);
    if (end == null) {
      observer.onCompleted();
    }
  }

  /** Begins with the first event and stays open. */
  @Override
  public void watchOrders(
      WatchOrdersRequest request, StreamObserver<WatchOrdersResponse> observer) {
    if (request.getResumeToken().equals("damaged")) {
      watchesOfAll.add(request);
      observer.onError(
          RpcErrors.error(
              Status.Code.INVALID_ARGUMENT, "INVALID_RESUME_TOKEN", "the token is damaged"));
      return;
    }
    Break end = breaks.poll();
    int stop = end == null ? events.size() : end.position();
    int start = request.getResumeToken().isEmpty() ? 0 : Integer.parseInt(request.getResumeToken());
    for (int position = start; position < stop; position++) {
      observer.onNext(
          WatchOrdersResponse.newBuilder()
              .setEvent(events.get(position))
              .setResumeToken(Integer.toString(position + 1))
              .build());
    }
    // Added last, because a test continues when it sees this.
    watchesOfAll.add(request);
    breakOff(end, observer);
  }

  private static void breakOff(@Nullable Break end, StreamObserver<?> observer) {
    if (end != null && end.failure() != null) {
      observer.onError(end.failure());
    }
  }

  static OrderEvent event(int version, OrderState state) {
    return OrderEvent.newBuilder()
        .setOrderId(ORDER_ID)
        .setVersion(version)
        .setState(state)
        .setEventTime(Timestamp.newBuilder().setSeconds(1_795_237_200L + version))
        .build();
  }
}
