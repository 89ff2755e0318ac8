package dev.waybill.cli.stream;

import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.proto.rpc.v1.ResumeInfo;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The time in which a stream is broken: whether it is worth opening it again, how soon, and when it
 * is time to give up.
 */
final class Outage {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int MOST_DOUBLINGS = 4;

  /** Reasons of DEADLINE_EXCEEDED that are about the stream and not about the caller's time. */
  private static final Set<String> AGE_REASONS =
      Set.of(CommonErrorReason.STREAM_MAX_AGE.name(), CommonErrorReason.STREAM_IDLE.name());

  private final Duration patience;
  private final StreamNotices notices;
  private boolean everWorked;
  private int failures;
  private long startNanos;

  /** Patience is how long to go on trying without any progress. */
  Outage(Duration patience, StreamNotices notices) {
    this.patience = patience;
    this.notices = notices;
  }

  /** The server has taken the stream, though nothing has come of it yet. */
  void connected() {
    everWorked = true;
  }

  /** There was progress, which ends an outage. */
  void over() {
    everWorked = true;
    if (failures > 0) {
      failures = 0;
      notices.resumed(sinceStart());
    }
  }

  /**
   * Waits before the stream is to be opened again. The first failure is told, and the wait grows
   * with each that follows, by chance more or less: many clients lose their streams together.
   *
   * @throws StatusRuntimeException the failure itself, when opening again would not help or has not
   *     helped for too long
   */
  void pauseAfter(StatusRuntimeException failure) throws InterruptedException {
    if (failures == 0) {
      startNanos = System.nanoTime();
    }
    if (!mayPass(failure) || (failures > 0 && sinceStart().compareTo(patience) > 0)) {
      throw failure;
    }
    if (failures == 0) {
      notices.lost(failure);
    }
    long longest = FIRST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS);
    failures++;
    TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }

  /** A stream that never worked is a wrong address rather than an outage. */
  private boolean mayPass(StatusRuntimeException failure) {
    boolean resumable = ErrorParts.find(failure, ResumeInfo.class).isPresent();
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED -> everWorked || resumable;
      case INTERNAL, UNKNOWN, ABORTED, CANCELLED -> everWorked;
      case DEADLINE_EXCEEDED -> resumable || AGE_REASONS.contains(reason(failure));
      case OK,
          INVALID_ARGUMENT,
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

  private static String reason(StatusRuntimeException failure) {
    return ErrorParts.find(failure, ErrorInfo.class).map(ErrorInfo::getReason).orElse("");
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
