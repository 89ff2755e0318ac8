package dev.waybill.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the user presses Ctrl-C, or the process is told to end in another way.
 *
 * <p>The JVM tells it by starting all shutdown hooks at once. Each hook here ends the line of the
 * terminal first, so that whatever the command still says, and the prompt, do not follow the echoed
 * {@code ^C} on its line.
 */
public final class CtrlC implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Object LOCK = new Object();

  /** The terminal whose line must be ended; null when there is none, or it has been. */
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

  /** Until it is closed, Ctrl-C leaves the prompt on a line of its own. */
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
   * Until it is closed, Ctrl-C interrupts the current thread, and the process waits for the thread
   * to say how far it came.
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
      // The process is ending already, and the hook has just been told that it may.
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
