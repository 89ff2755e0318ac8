package dev.waybill.order.watch;

import dev.waybill.common.testing.StreamCaller;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of WatchOrders that keeps the token to resume with. */
final class OrdersWatcher {

  /** Selects all events as they were stored. */
  static final String STORED =
      "SELECT order_id || ' ' || version FROM order_events ORDER BY position";

  private final String customerId;
  private final StreamCaller<WatchOrdersRequest, WatchOrdersResponse> stream;
  private String token;

  private OrdersWatcher(
      String customerId,
      String token,
      StreamCaller<WatchOrdersRequest, WatchOrdersResponse> stream) {
    this.customerId = customerId;
    this.token = token;
    this.stream = stream;
  }

  /** Starts with the next event; returns once the first heartbeat has confirmed that. */
  static OrdersWatcher begin(Channel channel, String customerId) throws InterruptedException {
    OrdersWatcher watcher = resume(channel, customerId, "");
    watcher.stream.request(1);
    watcher.token = watcher.stream.next().getResumeToken();
    return watcher;
  }

  /** Takes no messages until {@link #next} or {@link #poll} is called. */
  static OrdersWatcher resume(Channel channel, String customerId, String token) {
    WatchOrdersRequest request =
        WatchOrdersRequest.newBuilder().setCustomerId(customerId).setResumeToken(token).build();
    return new OrdersWatcher(
        customerId,
        token,
        StreamCaller.open(channel, OrderServiceGrpc.getWatchOrdersMethod()).send(request).finish());
  }

  /** Returns the next event; skips heartbeats. */
  OrderEvent next() throws InterruptedException {
    while (true) {
      WatchOrdersResponse message = nextMessage();
      if (message.hasEvent()) {
        return message.getEvent();
      }
    }
  }

  /** Returns the next events, each as in {@link #STORED}. */
  List<String> next(int count) throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(nameOf(next()));
    }
    return events;
  }

  WatchOrdersResponse nextMessage() throws InterruptedException {
    return poll().orElseThrow(() -> new AssertionError("ended: " + stream.ending()));
  }

  /** Returns the next message; empty if the stream has ended. */
  Optional<WatchOrdersResponse> poll() throws InterruptedException {
    stream.request(1);
    Optional<WatchOrdersResponse> message = stream.poll();
    message.ifPresent(present -> token = present.getResumeToken());
    return message;
  }

  static String nameOf(OrderEvent event) {
    return event.getOrderId() + " " + event.getVersion();
  }

  /** The token of the last message taken. */
  String token() {
    return token;
  }

  StreamCaller<WatchOrdersRequest, WatchOrdersResponse> stream() {
    return stream;
  }

  /** Reopens the stream after the last message taken. */
  OrdersWatcher goOn(Channel channel) {
    stream.cancel();
    return resume(channel, customerId, token);
  }
}
