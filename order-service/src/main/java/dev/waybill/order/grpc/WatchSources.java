package dev.waybill.order.grpc;

import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.PushStream;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.feed.OrderFeed;
import dev.waybill.order.feed.Subscriber;
import dev.waybill.order.feed.Subscription;
import dev.waybill.order.feed.Topic;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a watcher's stream: stored events for the past, the feed for new events, and
 * heartbeats while there are none.
 *
 * @param bufferSize the most events buffered for a caller that is not ready for them
 */
public record WatchSources(
    OrderEvents events, OrderFeed feed, Heartbeats heartbeats, int bufferSize)
    implements AutoCloseable {

  /** The most events that a stream holds while it catches up. */
  static final int READ_LIMIT = 100;

  private static final Duration READ_TIME = Duration.ofSeconds(10);

  static TimeBudget readBudget() {
    return TimeBudget.of(READ_TIME);
  }

  /**
   * Hands the stream over to the feed until the stream ends; the caller must not send after that.
   * Returns false if the feed cannot continue from the position.
   */
  <M> boolean goLive(
      PushStream<M> stream,
      Topic topic,
      long position,
      Subscriber subscriber,
      Supplier<M> heartbeat) {
    Subscription subscription = new Subscription(topic, subscriber);
    if (!feed.join(subscription, position)) {
      return false;
    }
    // A heartbeat promises that nothing was missed; only a feed that can read events knows that.
    Supplier<@Nullable M> honest = () -> feed.isCurrent() ? heartbeat.get() : null;
    heartbeats.add(stream, honest);
    stream.onClose(() -> feed.leave(subscription));
    return true;
  }

  @Override
  public void close() {
    heartbeats.close();
    feed.close();
  }
}
