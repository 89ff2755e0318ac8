package dev.waybill.common.group;

import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.CommonMetrics.LaneOutcome;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Gauge;
import java.util.List;

/** Measures how long commands wait, and how long their groups take. */
final class MeasuredLane implements LaneObserver {
  private final CommonMetrics.Lane metrics;
  private final Gauge waiting;

  MeasuredLane(String name, Lane<?> lane, Meters meters) {
    this.metrics = CommonMetrics.lane(meters, name);
    this.waiting = CommonMetrics.waiting(meters, name, lane::waiting);
  }

  @Override
  public Submission submitted() {
    return new Submission(now());
  }

  @Override
  public void began(List<? extends Ticket<?, ?>> group) {
    long now = now();
    metrics.size().record(group.size());
    for (Ticket<?, ?> ticket : group) {
      Submission submission = ticket.submission();
      if (submission != null) {
        metrics.waiting().record(now - submission.nanos());
      }
    }
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public void attempted(long startNanos, Attempt outcome) {
    metrics.attempts().record(now() - startNanos, kind(outcome));
  }

  private static LaneOutcome kind(Attempt outcome) {
    return switch (outcome) {
      case Attempt.Committed _ -> LaneOutcome.COMMITTED;
      // The quick path misses without a word if a row has changed; that is a conflict, too.
      case Attempt.Missed _, Attempt.Conflict _ -> LaneOutcome.CONFLICT;
      case Attempt.Refused _ -> LaneOutcome.REFUSED;
      case Attempt.Unavailable _ -> LaneOutcome.UNAVAILABLE;
      case Attempt.Unknown _ -> LaneOutcome.UNKNOWN;
    };
  }

  @Override
  public void close() {
    waiting.close();
  }
}
