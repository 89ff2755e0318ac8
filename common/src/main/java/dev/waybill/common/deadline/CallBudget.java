package dev.waybill.common.deadline;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.time.TimeBudget;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The remaining time of the current call, as a budget for the domain. */
public final class CallBudget {
  private CallBudget() {}

  /**
   * Returns the time until the deadline of the current call. The server gives every call one.
   *
   * @throws IllegalStateException outside a call
   */
  public static TimeBudget ofCurrentCall() {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      throw new IllegalStateException("there is no call with a deadline");
    }
    return TimeBudget.of(Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  /**
   * Returns the time for one item of the current stream.
   *
   * @param unary the method that does the same for a single call; an item gets as much time as that
   */
  public static TimeBudget ofItem(MethodDescriptor<?, ?> unary) {
    return ofCurrentCall().atMost(MethodPolicies.timeLimit(unary));
  }
}
