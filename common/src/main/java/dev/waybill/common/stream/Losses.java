package dev.waybill.common.stream;

import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often a stream was lost since it was last of use, and how long to wait before it is opened
 * again. Used under the exchange's lock.
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

  /** None the first time: most streams end because their server wants them opened elsewhere. */
  Duration nextPause() {
    int before = count++;
    if (before == 0) {
      return Duration.ZERO;
    }
    long longest = FIRST_PAUSE.toNanos() << Math.min(before - 1, MOST_DOUBLINGS);
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }

  /** Whether the last loss is of a kind after which opening the stream again can help. */
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
