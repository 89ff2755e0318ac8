package dev.waybill.common.logging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs an outage: its cause when it begins or the cause changes, then a count at intervals, and its
 * end. Safe for use by many threads; {@link #recovered} costs nothing while there is no outage.
 *
 * <p>An outage that returns within seconds, as when every second call fails, is not announced again
 * until it has lasted that long.
 */
public final class OutageLog {
  private static final long COUNT_INTERVAL = Duration.ofSeconds(30).toNanos();
  private static final long RETURN_PAUSE = Duration.ofSeconds(10).toNanos();

  /**
   * Limits the number of causes, because a cause may contain text that is new each time, such as a
   * port number.
   */
  private static final int MOST_CAUSES = 16;

  private final Logger log;
  private final String subject;
  private final LongSupplier nanoTime;

  /** When each cause was last logged. */
  private final Map<String, Long> told = new HashMap<>();

  private volatile boolean failing;
  private boolean announced;
  private long began;
  private long lastLine;
  private long failures;

  /** Creates a log of outages of a subject, such as "database ledger", which begins each line. */
  public OutageLog(Logger log, String subject) {
    this(log, subject, System::nanoTime);
  }

  OutageLog(Logger log, String subject, LongSupplier nanoTime) {
    this.log = log;
    this.subject = subject;
    this.nanoTime = nanoTime;
  }

  /** Records a failure. The cause must be one line, and the same text for the same cause. */
  public synchronized void failed(String cause) {
    long now = nanoTime.getAsLong();
    if (!failing) {
      begin(now);
    }
    failures++;
    Long before = told.get(cause);
    if (before == null ? told.size() < MOST_CAUSES : isBack(before, now)) {
      log.warn("{}: {}", subject, cause);
      told(cause, now);
    } else if (announced && now - lastLine >= COUNT_INTERVAL) {
      log.warn(
          "{}: still failing after {}, {} so far: {}",
          subject,
          secondsSince(began, now),
          count(),
          cause);
      told(cause, now);
    }
  }

  /** Records a failure whose cause is the exception's message, or its type if it has no message. */
  public void failed(Throwable failure) {
    String message = failure.getMessage();
    failed(message == null ? failure.getClass().getSimpleName() : message);
  }

  /** Records a success. */
  public void recovered() {
    if (failing) {
      end();
    }
  }

  private void begin(long now) {
    failing = true;
    announced = false;
    began = now;
    failures = 0;
    told.values().removeIf(time -> now - time >= RETURN_PAUSE);
  }

  private boolean isBack(long before, long now) {
    return !announced && now - before >= RETURN_PAUSE;
  }

  private void told(String cause, long now) {
    announced = true;
    told.put(cause, now);
    lastLine = now;
  }

  private synchronized void end() {
    if (failing && announced) {
      log.info(
          "{}: works again after {}, {}",
          subject,
          secondsSince(began, nanoTime.getAsLong()),
          count());
    }
    failing = false;
  }

  private String count() {
    return failures + (failures == 1 ? " failure" : " failures");
  }

  private static String secondsSince(long began, long now) {
    return Duration.ofNanos(now - began).toSeconds() + "s";
  }
}
