package dev.waybill.cli.stream;

import dev.waybill.common.background.Backoff;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.error.FailureKind;
import dev.waybill.proto.rpc.v1.ResumeInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;

/**
 * A period in which a stream is broken. Decides whether to reopen it, how soon, and when to give
 * up.
 */
final class Outage {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(1600));

  /** Reasons of DEADLINE_EXCEEDED that come from the stream's limits, not the caller's deadline. */
  private static final Set<String> AGE_REASONS =
      Set.of(CommonErrorReason.STREAM_MAX_AGE.name(), CommonErrorReason.STREAM_IDLE.name());

  private final Duration patience;
  private final StreamNotices notices;
  private boolean everWorked;
  private int failures;
  private long startNanos;

  /** The patience is how long to keep trying without any progress. */
  Outage(Duration patience, StreamNotices notices) {
    this.patience = patience;
    this.notices = notices;
  }

  /** The server has accepted the stream, although no message has arrived yet. */
  void connected() {
    everWorked = true;
  }

  /** The stream made progress, which ends any outage. */
  void over() {
    everWorked = true;
    if (failures > 0) {
      failures = 0;
      notices.resumed(sinceStart());
    }
  }

  /**
   * Waits before the stream is reopened. Reports the first failure. The wait grows with each
   * further failure and is random, because many clients lose their streams at the same time.
   *
   * @throws StatusRuntimeException the failure itself, if reopening would not help or has not
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
    Thread.sleep(BACKOFF.after(failures));
    failures++;
  }

  /**
   * Whether the failure may be temporary. If a stream never worked, the address is probably wrong.
   */
  private boolean mayPass(StatusRuntimeException failure) {
    Status.Code code = failure.getStatus().getCode();
    if (FailureKind.of(code) == FailureKind.REFUSAL) {
      return false;
    }
    if (ErrorDetails.find(failure, ResumeInfo.class).isPresent()) {
      return true;
    }
    return code == Status.Code.DEADLINE_EXCEEDED
        ? AGE_REASONS.contains(ErrorDetails.reasonOf(failure))
        : everWorked;
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
