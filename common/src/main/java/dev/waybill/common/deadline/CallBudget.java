package dev.waybill.common.deadline;

import dev.waybill.common.time.TimeBudget;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The remaining time of the current call, as a budget for the domain. */
public final class CallBudget {
  private CallBudget() {}

  /** Returns the time until the deadline of the current call; the fallback outside a call. */
  public static TimeBudget ofCurrentCall(Duration fallback) {
    Deadline deadline = Context.current().getDeadline();
    return TimeBudget.of(
        deadline == null
            ? fallback
            : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }
}
