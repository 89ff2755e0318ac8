package dev.waybill.common.deadline;

import dev.waybill.common.time.TimeBudget;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that the current call has left, as the domain understands it. */
public final class CallBudget {
  private CallBudget() {}

  /** What the deadline of the current call leaves; the fallback outside a call. */
  public static TimeBudget ofCurrentCall(Duration fallback) {
    Deadline deadline = Context.current().getDeadline();
    return TimeBudget.of(
        deadline == null
            ? fallback
            : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }
}
