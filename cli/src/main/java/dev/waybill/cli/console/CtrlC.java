package dev.waybill.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Handles Ctrl-C and other signals that end the process.
 *
 * <p>The JVM reacts to them by starting all shutdown hooks at once. Each hook here ends the
 * terminal's line first, so that the command's last output, and the prompt, do not follow the
 * echoed {@code ^C} on its line.
 */
public final class CtrlC implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Object LOCK = new Object();

  /** The terminal whose line must be ended; null if there is none or its line was ended already. */
  private static @Nullable PrintWriter openLine;

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private final Thread hook;

  private CtrlC(@Nullable Thread worker) {
    hook =
        Thread.ofPlatform()
            .name("ctrl-c")
            .unstarted(
                () -> {
                  endLine();
                  if (worker != null) {
                    interrupt(worker);
                  }
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Until closed, Ctrl-C leaves the prompt on a line of its own. */
  public static CtrlC endsTheLineOf(StandardStream... streams) {
    for (StandardStream stream : streams) {
      if (stream.isTerminal()) {
        synchronized (LOCK) {
          openLine = stream;
        }
        break;
      }
    }
    return new CtrlC(null);
  }

  /**
   * Until closed, Ctrl-C interrupts the current thread, and the process waits for that thread to
   * print how far it got.
   */
  public static CtrlC interruptsThis() {
    return new CtrlC(Thread.currentThread());
  }

  @Override
  public void close() {
    workEnded.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is already ending. The countdown above has released the hook.
    }
  }

  private static void endLine() {
    synchronized (LOCK) {
      if (openLine != null) {
        openLine.println();
      }
      openLine = null;
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
