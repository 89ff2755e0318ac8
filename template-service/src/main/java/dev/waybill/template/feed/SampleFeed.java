package dev.waybill.template.feed;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each event once for all watchers in this process, and only while there are any. It polls,
 * so it finds the events of other instances without any notification.
 *
 * <p>A watcher reads the past by itself and joins at the position that it has reached. After that
 * it misses nothing and gets nothing twice.
 */
public final class SampleFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFeed.class);
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  /** The most events read at a time. */
  private static final int READ_LIMIT = 256;

  private final SampleEvents events;
  private final Loop loop;
  private final ReentrantLock lock = new ReentrantLock();

  /** The watchers, each with the position at which it joined. */
  private final Map<Watcher, Long> watchers = new ConcurrentHashMap<>();

  private volatile long position;

  /**
   * Does nothing until it is started.
   *
   * @param interval the time between two polls
   */
  public SampleFeed(SampleEvents events, Duration interval) {
    this.events = events;
    this.loop =
        new Loop("sample-feed", new OutageLog(LOG, "the feed of events"), interval, this::readOn);
  }

  public void start() {
    loop.start();
  }

  /**
   * Sends the watcher every event after the position until it leaves. Returns false if the feed is
   * already further; the watcher must then read on by itself and join at a later position.
   */
  public boolean join(Watcher watcher, long after) {
    lock.lock();
    try {
      if (watchers.isEmpty()) {
        position = after;
      } else if (position > after) {
        return false;
      }
      watchers.put(watcher, after);
    } finally {
      lock.unlock();
    }
    loop.wake();
    return true;
  }

  /** Does nothing if the watcher is not there. */
  public void leave(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** The position up to which all watchers have been sent every event. */
  public long position() {
    return position;
  }

  /** Whether events can be read, so that no new event means that nothing happened. */
  public boolean isCurrent() {
    return !loop.isFailing();
  }

  private Loop.Next readOn() {
    if (watchers.isEmpty()) {
      return Loop.Next.WHEN_WOKEN;
    }
    long from = position;
    List<RecordedEvent> read = events.after(from, READ_LIMIT, TimeBudget.of(LONGEST_READ));
    lock.lock();
    try {
      // In the meantime the last watcher may have left, and another joined at another position.
      if (position == from) {
        read.forEach(this::tell);
      }
    } finally {
      lock.unlock();
    }
    return Loop.Next.atOnceIf(read.size() == READ_LIMIT);
  }

  private void tell(RecordedEvent event) {
    watchers.forEach(
        (watcher, joinedAt) -> {
          if (event.position() > joinedAt) {
            watcher.event(event);
          }
        });
    position = event.position();
  }

  /** Waits for the read in progress. */
  @Override
  public void close() {
    loop.close(LONGEST_READ);
  }
}
