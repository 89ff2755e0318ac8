package dev.waybill.order.feed;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.EventRead;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads each event once for all who watch in this process, and only while somebody does.
 *
 * <p>A subscriber reads the past by itself and joins where it got to, which it can as long as the
 * feed still knows everything that has happened since: from then on it misses nothing and gets
 * nothing twice. Other instances' events are found by looking for them, so this needs no word from
 * whoever stores them.
 */
public final class OrderFeed implements AutoCloseable {

  static final Duration READ_TIME = Duration.ofSeconds(5);

  /** The most events read at a time, and so the longest that a subscriber waits to join. */
  private static final int READ_LIMIT = 256;

  private static final int REMEMBERED = 4096;

  private final OrderEvents events;
  private final int mostMissed;
  private final FeedReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Subscriptions subscriptions = new Subscriptions();
  private final RecentEvents recent = new RecentEvents(REMEMBERED);
  private volatile long position;

  /**
   * Does nothing until it is started.
   *
   * @param interval between two looks for new events
   * @param mostMissed the most events that a subscriber is told at once when it joins
   */
  public OrderFeed(OrderEvents events, Duration interval, int mostMissed) {
    this.events = events;
    this.mostMissed = mostMissed;
    this.reader = new FeedReader(this, interval);
  }

  public void start() {
    reader.start();
  }

  /**
   * Tells the subscriber what has happened since the position, and then everything that happens,
   * until it leaves. False when that is too much or no longer known here: it must read on by
   * itself, and join at a later position.
   *
   * @param after everything up to here is known to the subscriber, which may be ahead of the feed
   */
  public boolean join(Subscription subscription, long after) {
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
      List<RecordedEvent> missed =
          recent.after(after).stream()
              .filter(event -> Topic.of(event).contains(subscription.topic()))
              .toList();
      if (missed.size() > mostMissed) {
        return false;
      }
      subscription.startAfter(after);
      subscriptions.add(subscription);
      missed.forEach(subscription::offer);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Also for a subscriber that is not there. */
  public void leave(Subscription subscription) {
    lock.lock();
    try {
      subscriptions.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  /** All subscribers have been told what happened up to here. */
  public long position() {
    return position;
  }

  /** Whether events can be read, so that nothing new means that nothing happened. */
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
    reader.close();
  }

  /** Whether there was more than is read at a time. */
  boolean readOn() {
    long from = position;
    EventRead read = events.after(from, "", READ_LIMIT, TimeBudget.of(READ_TIME));
    lock.lock();
    try {
      // Meanwhile the last subscriber may have left, and another begun somewhere else.
      if (position == from) {
        read.events().forEach(this::tell);
        position = Math.max(from, read.upTo());
      }
    } finally {
      lock.unlock();
    }
    return !read.reachesEnd();
  }

  private void tell(RecordedEvent event) {
    recent.add(event);
    subscriptions.tell(event);
  }
}
