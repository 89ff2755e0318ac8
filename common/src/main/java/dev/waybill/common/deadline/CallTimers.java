package dev.waybill.common.deadline;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The single thread for the timers of all calls. Its tasks must not block. */
public final class CallTimers {
  private static final ScheduledExecutorService SCHEDULER = create();

  private CallTimers() {}

  /** Returns the scheduler for timers of calls. It forgets cancelled timers at once. */
  public static ScheduledExecutorService scheduler() {
    return SCHEDULER;
  }

  private static ScheduledExecutorService create() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-timer").factory());
    // Almost every timer is cancelled long before it is due, and must not stay queued until then.
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}
