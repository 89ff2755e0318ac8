package dev.waybill.common.feed;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Gauge;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each event once for all watchers in this process, and only while there are any.
 *
 * <p>A subscriber reads the past by itself and joins at the position it reached. It can join if the
 * feed still has every event since then. After that it misses nothing and gets nothing twice. The
 * feed polls, so it finds events of other instances without any notification.
 *
 * @param <E> an event with its position in the sequence of all events
 */
public final class EventFeed<E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final Duration READ_TIME = Duration.ofSeconds(5);

  /** The most events read at a time, which limits how long a subscriber waits to join. */
  private static final int READ_LIMIT = 256;

  private static final int REMEMBERED = 4096;

  private final EventSource<E> source;
  private final int mostMissed;
  private final Loop reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Subscriptions<E> subscriptions = new Subscriptions<>();
  private final RecentEvents<E> recent;
  private final FeedLag lag;
  private final Gauge watchers;
  private volatile long position;

  /**
   * Does nothing until it is started.
   *
   * @param name the name of its thread
   * @param interval the time between two polls
   * @param mostMissed the most events that a subscriber is sent at once when it joins
   */
  public EventFeed(
      String name, EventSource<E> source, Duration interval, int mostMissed, Meters meters) {
    this.source = source;
    this.mostMissed = mostMissed;
    this.recent = new RecentEvents<>(REMEMBERED, source::position);
    this.lag = FeedLag.in(meters);
    this.watchers = CommonMetrics.watchers(meters, this::subscribers);
    this.reader = new Loop(name, new OutageLog(LOG, "the feed of events"), interval, this::readOn);
  }

  public void start() {
    reader.start();
  }

  /**
   * Sends the subscriber the events after the position, and then every new event until it leaves.
   * Returns false if there are too many or the feed no longer has them; the subscriber must then
   * read on by itself and join at a later position.
   *
   * @param after the position up to which the subscriber has every event; may be ahead of the feed
   */
  public boolean join(Subscription<E> subscription, long after) {
    lock.lock();
    try {
      if (subscriptions.count() == 0) {
        recent.restart(after);
        position = after;
        reader.wake();
      }
      if (!recent.reachBackTo(after)) {
        return false;
      }
      List<E> missed =
          recent.after(after).stream()
              .filter(event -> subscription.isFor(source.topics(event)))
              .toList();
      if (missed.size() > mostMissed) {
        return false;
      }
      subscription.startAfter(after);
      subscriptions.add(subscription);
      missed.forEach(event -> subscription.offer(event, source.position(event)));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing if the subscriber is not there. */
  public void leave(Subscription<E> subscription) {
    lock.lock();
    try {
      subscriptions.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  /** The position up to which all subscribers have been sent every event. */
  public long position() {
    return position;
  }

  /** Whether events can be read, so that no new event means that nothing happened. */
  public boolean isCurrent() {
    return !reader.isFailing();
  }

  public int subscribers() {
    lock.lock();
    try {
      return subscriptions.count();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    watchers.close();
    reader.close(READ_TIME.plusSeconds(1));
  }

  /** Reads on at once if there are more events than are read at a time. */
  private Loop.Next readOn() {
    if (subscribers() == 0) {
      return Loop.Next.WHEN_WOKEN;
    }
    long from = position;
    List<E> read = source.after(from, READ_LIMIT, TimeBudget.of(READ_TIME));
    if (!read.isEmpty()) {
      lag.read(source.time(read.getFirst()));
    }
    lock.lock();
    try {
      // In the meantime the last subscriber may have left, and another joined at another position.
      if (position == from) {
        read.forEach(this::tell);
      }
    } finally {
      lock.unlock();
    }
    return Loop.Next.atOnceIf(read.size() == READ_LIMIT);
  }

  private void tell(E event) {
    recent.add(event);
    long at = source.position(event);
    subscriptions.tell(event, at, source.topics(event));
    position = at;
  }
}
