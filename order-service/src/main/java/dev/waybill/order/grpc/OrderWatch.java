package dev.waybill.order.grpc;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.feed.Subscriber;
import dev.waybill.common.feed.Subscription;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.feed.Topic;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** One caller that watches one order until the order is final. */
final class OrderWatch implements Subscriber<RecordedEvent> {

  private final WatchSources<OrderEvents, RecordedEvent> sources;
  private final Caller caller;
  private final OrderId orderId;
  private final PushStream<WatchOrderResponse> stream;

  /** The version of the last event sent before the last heartbeat; guarded by the stream's lock. */
  private long versionBeforeHeartbeat;

  OrderWatch(
      WatchSources<OrderEvents, RecordedEvent> sources,
      Caller caller,
      WatchOrderRequest request,
      StreamObserver<WatchOrderResponse> observer) {
    this.sources = sources;
    this.caller = caller;
    this.orderId = OrderMessages.toOrderId(request.getOrderId());
    this.versionBeforeHeartbeat = request.getAfterVersion();
    this.stream =
        PushStream.open(
            observer,
            OutboundBuffer.ofAtMost(sources.bufferSize(), "--watch-buffer"),
            last -> Long.toString(versionOf(last)));
  }

  void start(long afterVersion) {
    stream.startSource("watch-order", () -> catchUp(afterVersion));
  }

  @Override
  public void accept(RecordedEvent recorded) {
    stream.push(message(recorded));
    if (recorded.isLastOfOrder()) {
      stream.complete();
    }
  }

  @Override
  public void fail(RuntimeException failure) {
    stream.fail(failure);
  }

  private void catchUp(long afterVersion) {
    EventRead read = read();
    requireOwn(read);
    OrderStatuses.requireVersion(orderId, afterVersion, read.events());
    long version = afterVersion;
    do {
      version = sendAfter(version, read);
      if (read.events().getLast().isLastOfOrder()) {
        stream.complete();
        return;
      }
      if (goLive(read.upTo())) {
        return;
      }
      read = read();
    } while (true);
  }

  /** An order of another customer looks like one that does not exist. */
  private void requireOwn(EventRead read) {
    if (!read.events().stream().allMatch(event -> caller.actsFor(event.event().customerId()))) {
      throw OrderStatuses.notFound(orderId);
    }
  }

  private EventRead read() {
    return sources.events().ofOrder(orderId, WatchSources.readBudget());
  }

  /** Returns the version of the last event read. */
  private long sendAfter(long version, EventRead read) {
    for (RecordedEvent recorded : read.events()) {
      if (recorded.event().version() > version) {
        stream.send(message(recorded));
      }
    }
    return read.events().getLast().event().version();
  }

  private boolean goLive(long position) {
    return sources.goLive(
        stream, Subscription.to(new Topic.OfOrder(orderId), this), position, this::heartbeat);
  }

  private WatchOrderResponse heartbeat() {
    versionBeforeHeartbeat = versionOf(stream.lastSent());
    return WatchOrderResponse.newBuilder().setHeartbeat(Heartbeats.message()).build();
  }

  private long versionOf(@Nullable WatchOrderResponse last) {
    return last != null && last.hasEvent() ? last.getEvent().getVersion() : versionBeforeHeartbeat;
  }

  private static WatchOrderResponse message(RecordedEvent recorded) {
    return WatchOrderResponse.newBuilder()
        .setEvent(OrderMessages.toMessage(recorded.event()))
        .build();
  }
}
