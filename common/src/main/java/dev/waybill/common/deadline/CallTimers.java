package dev.waybill.common.deadline;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread that keeps the time of all calls; what it runs must not block. */
public final class CallTimers {
  private static final ScheduledExecutorService SCHEDULER = create();

  private CallTimers() {}

  /** For timers of calls; cancelled ones leave no trace. */
  public static ScheduledExecutorService scheduler() {
    return SCHEDULER;
  }

  private static ScheduledExecutorService create() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-timer").factory());
    // Nearly every timer is cancelled long before its time: it must not stay queued until then.
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}
