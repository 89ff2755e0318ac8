package dev.waybill.common.stream;

import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a stream was lost since it last worked, and says how long to wait before it is
 * reopened. Callers must hold the exchange's lock.
 */
final class Losses {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int MOST_DOUBLINGS = 5;

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
    if (before == 0) {
      return Duration.ZERO;
    }
    long longest = FIRST_PAUSE.toNanos() << Math.min(before - 1, MOST_DOUBLINGS);
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }

  /** Returns whether reopening the stream can help after the last loss. */
  boolean mayPass() {
    return switch (Status.fromThrowable(last).getCode()) {
      case OK,
          UNAVAILABLE,
          DEADLINE_EXCEEDED,
          CANCELLED,
          ABORTED,
          RESOURCE_EXHAUSTED,
          INTERNAL,
          UNKNOWN ->
          true;
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }
}
