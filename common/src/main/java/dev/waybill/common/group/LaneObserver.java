package dev.waybill.common.group;

import dev.waybill.common.telemetry.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told what happens in a lane. {@link #NONE} takes no notice, and costs nothing. */
interface LaneObserver extends AutoCloseable {
  LaneObserver NONE = new UnobservedLane();

  /** Observes the lane of this name, if anything is observed. */
  static LaneObserver of(String name, Lane<?> lane, Instrumentation instrumentation) {
    return instrumentation.meters().isOn()
        ? new MeasuredLane(name, lane, instrumentation.meters())
        : NONE;
  }

  /** Returns what to remember of a command that is submitted now; null if nothing. */
  @Nullable Submission submitted();

  /** A group begins to be applied. */
  void began(List<? extends Ticket<?, ?>> group);

  /** Returns the time, for {@link #attempted}. */
  long now();

  /** An attempt to apply a group has ended. */
  void attempted(long startNanos, Attempt outcome);

  @Override
  void close();

  /** What is known of a command since it was submitted. */
  record Submission(long nanos) {}
}
