package dev.waybill.cli.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C interrupt work, and waits for the work to say how far it came. */
final class CtrlC implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private final Thread hook;

  private CtrlC(Thread worker) {
    hook = Thread.ofPlatform().name("ctrl-c").unstarted(() -> interrupt(worker));
  }

  /** Until it is closed, the end of the process begins with an interrupt of the current thread. */
  static CtrlC interruptsThis() {
    CtrlC result = new CtrlC(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(result.hook);
    return result;
  }

  @Override
  public void close() {
    workEnded.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending already, and the hook has just been told that it may.
    }
  }

  private void interrupt(Thread worker) {
    worker.interrupt();
    try {
      boolean _ = workEnded.await(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
