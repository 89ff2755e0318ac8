package dev.waybill.order.grpc;

import dev.waybill.common.feed.Subscriber;
import dev.waybill.common.feed.Subscription;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.feed.Topic;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.stub.StreamObserver;

/** One caller that watches the orders of all customers or of one. */
final class OrdersWatch implements Subscriber<RecordedEvent> {

  private final WatchSources<OrderEvents, RecordedEvent> sources;
  private final OrdersWatchMessages messages;
  private final String customerId;
  private final PushStream<WatchOrdersResponse> stream;

  OrdersWatch(
      WatchSources<OrderEvents, RecordedEvent> sources,
      OrdersWatchMessages messages,
      WatchOrdersRequest request,
      StreamObserver<WatchOrdersResponse> observer) {
    this.sources = sources;
    this.messages = messages;
    this.customerId = request.getCustomerId();
    String token = request.getResumeToken();
    this.stream =
        PushStream.open(
            observer,
            OutboundBuffer.ofAtMost(sources.bufferSize(), "--watch-buffer"),
            last -> last == null ? token : last.getResumeToken());
  }

  void start(String token) {
    stream.startSource("watch-orders", () -> catchUp(token));
  }

  @Override
  public void accept(RecordedEvent recorded) {
    stream.push(messages.of(recorded, customerId));
  }

  @Override
  public void fail(RuntimeException failure) {
    stream.fail(failure);
  }

  private void catchUp(String token) {
    boolean reachesEnd = token.isEmpty();
    long position =
        reachesEnd
            ? sources.events().lastPosition(WatchSources.readBudget())
            : OrdersWatchMessages.position(token, customerId);
    if (reachesEnd) {
      // Tells the caller that it misses nothing after this.
      stream.send(messages.heartbeat(position, customerId));
    }
    while (!reachesEnd || !goLive(position)) {
      EventRead read = readOn(position);
      position = read.upTo();
      reachesEnd = read.reachesEnd();
    }
  }

  private EventRead readOn(long position) {
    EventRead read =
        sources
            .events()
            .after(position, customerId, WatchSources.READ_LIMIT, WatchSources.readBudget());
    if (read.upTo() < position) {
      throw OrdersWatchMessages.invalidToken();
    }
    read.events().forEach(recorded -> stream.send(messages.of(recorded, customerId)));
    if (read.events().isEmpty() && !read.reachesEnd()) {
      // The search may be long; a caller that reconnects should not have to start it again.
      stream.send(messages.heartbeat(read.upTo(), customerId));
    }
    return read;
  }

  private boolean goLive(long position) {
    Subscription<RecordedEvent> subscription =
        customerId.isEmpty()
            ? Subscription.toAll(this)
            : Subscription.to(new Topic.OfCustomer(customerId), this);
    return sources.goLive(
        stream,
        subscription,
        position,
        // The feed may be behind what this stream has read by itself.
        () -> messages.heartbeat(Math.max(position, sources.feed().position()), customerId));
  }
}
