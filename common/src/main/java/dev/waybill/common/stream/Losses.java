package dev.waybill.common.stream;

import dev.waybill.common.background.Backoff;
import dev.waybill.common.error.FailureKind;
import io.grpc.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a stream was lost since it last worked, and says how long to wait before it is
 * reopened. Callers must hold the exchange's lock.
 */
final class Losses {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(50), Duration.ofMillis(1600));

  private int count;
  private @Nullable Throwable last;

  int count() {
    return count;
  }

  @Nullable Throwable last() {
    return last;
  }

  void note(Throwable cause) {
    last = cause;
  }

  void forget() {
    count = 0;
    last = null;
  }

  /**
   * No pause after the first loss, because most streams end when their server wants them reopened
   * elsewhere.
   */
  Duration nextPause() {
    int before = count++;
    return before == 0 ? Duration.ZERO : BACKOFF.after(before - 1);
  }

  /** Returns whether reopening the stream can help after the last loss. */
  boolean mayPass() {
    return FailureKind.of(Status.fromThrowable(last).getCode()) != FailureKind.REFUSAL;
  }
}
