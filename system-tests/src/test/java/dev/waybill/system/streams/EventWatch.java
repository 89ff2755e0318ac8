package dev.waybill.system.streams;

import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A watcher of orders that passes events on as they arrive and can stop reading. */
final class EventWatch<Q, R> extends ClientCall.Listener<R> {
  static final int WITHOUT_END = Integer.MAX_VALUE;

  private final ClientCall<Q, R> call;
  private final Function<R, OrderEvent> event;
  private final Consumer<OrderEvent> receiver;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private EventWatch(
      ClientCall<Q, R> call, Function<R, OrderEvent> event, Consumer<OrderEvent> receiver) {
    this.call = call;
    this.event = event;
    this.receiver = receiver;
  }

  /** Watches all orders if the customer is empty. */
  static EventWatch<?, ?> ofCustomer(
      Channel channel, String customer, Consumer<OrderEvent> receiver) {
    return open(
        channel,
        OrderServiceGrpc.getWatchOrdersMethod(),
        WatchOrdersRequest.newBuilder().setCustomerId(customer).build(),
        WatchOrdersResponse::getEvent,
        receiver);
  }

  static EventWatch<?, ?> ofOrder(Channel channel, String order, Consumer<OrderEvent> receiver) {
    return open(
        channel,
        OrderServiceGrpc.getWatchOrderMethod(),
        WatchOrderRequest.newBuilder().setOrderId(order).build(),
        WatchOrderResponse::getEvent,
        receiver);
  }

  private static <Q, R> EventWatch<Q, R> open(
      Channel channel,
      MethodDescriptor<Q, R> method,
      Q request,
      Function<R, OrderEvent> event,
      Consumer<OrderEvent> receiver) {
    ClientCall<Q, R> call = channel.newCall(method, CallOptions.DEFAULT);
    EventWatch<Q, R> watch = new EventWatch<>(call, event, receiver);
    call.start(watch, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return watch;
  }

  /** Waits for the first message, the only one that arrives before {@link #read}. */
  void awaitBegun() {
    begun.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Reads everything from now on. */
  void read() {
    call.request(WITHOUT_END);
  }

  /** The status with which the server ended the stream. */
  Status end() {
    return end.orTimeout(60, TimeUnit.SECONDS).join();
  }

  void cancel() {
    call.cancel("measured", null);
  }

  @Override
  public void onMessage(R message) {
    begun.complete(null);
    OrderEvent next = event.apply(message);
    if (!next.getOrderId().isEmpty()) {
      receiver.accept(next);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    begun.completeExceptionally(status.asRuntimeException(trailers));
    end.complete(status);
  }
}
