package dev.waybill.order.feed;

import dev.waybill.common.logging.OutageLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that makes the feed read new events while it has subscribers. */
final class FeedReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final OutageLog outage = new OutageLog(LOG, "the order feed");
  private final OrderFeed feed;
  private final Duration interval;

  /** A platform thread, because it reads the database constantly. */
  private final Thread thread =
      Thread.ofPlatform().daemon().name("order-feed").unstarted(this::work);

  private volatile boolean failing;
  private volatile boolean closed;

  FeedReader(OrderFeed feed, Duration interval) {
    this.feed = feed;
    this.interval = interval;
  }

  void start() {
    thread.start();
  }

  /** Makes the thread read at once instead of at the next interval. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Whether the last attempt to read failed. */
  boolean isFailing() {
    return failing;
  }

  @Override
  public void close() {
    closed = true;
    wake();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      // Not interrupted, because it uses JDBC; its reads are bounded.
      if (!thread.join(OrderFeed.READ_TIME.plusSeconds(1))) {
        LOG.warn("the order feed is still reading");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    Duration pause = interval;
    while (!closed) {
      if (feed.subscribers() == 0) {
        LockSupport.park(this);
      } else {
        pause = read(pause);
        LockSupport.parkNanos(this, pause.toNanos());
      }
    }
  }

  /** Reads once and returns how long to pause afterwards. */
  private Duration read(Duration pauseBefore) {
    try {
      boolean more = feed.readOn();
      failing = false;
      outage.recovered();
      return more ? Duration.ZERO : interval;
    } catch (RuntimeException e) {
      failing = true;
      outage.failed(e);
      Duration longer = pauseBefore.isZero() ? interval : pauseBefore.multipliedBy(2);
      return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }
}
