package dev.waybill.common.feed;

import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.PushStream;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a watcher's stream: stored events for the past, the feed for new events, and
 * heartbeats while there are none.
 *
 * @param events the service's own way to read stored events
 * @param bufferSize the most events buffered for a caller that is not ready for them
 * @param <S> the type of the stored events
 * @param <E> an event with its position in the sequence of all events
 */
public record WatchSources<S, E>(S events, EventFeed<E> feed, Heartbeats heartbeats, int bufferSize)
    implements AutoCloseable {

  /** The most events that a stream holds while it catches up. */
  public static final int READ_LIMIT = 100;

  private static final Duration READ_TIME = Duration.ofSeconds(10);

  public static TimeBudget readBudget() {
    return TimeBudget.of(READ_TIME);
  }

  /**
   * Hands the stream over to the feed until the stream ends; the caller must not send after that.
   * Returns false if the feed cannot continue from the position.
   */
  public <M> boolean goLive(
      PushStream<M> stream, Subscription<E> subscription, long position, Supplier<M> heartbeat) {
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
