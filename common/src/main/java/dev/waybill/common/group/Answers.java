package dev.waybill.common.group;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers the tickets of one group. A waiting thread is woken at once. Code that depends on a
 * future runs on a separate thread, one for the whole group: a thread per answer would cost more
 * than most answers do, and the worker must not run its callers' code.
 */
public final class Answers {
  private final List<Runnable> elsewhere = new ArrayList<>();

  <R> void succeed(Ticket<?, R> ticket, R result) {
    give(ticket, () -> ticket.succeed(result));
  }

  void fail(Ticket<?, ?> ticket, Throwable failure) {
    give(ticket, () -> ticket.fail(failure));
  }

  /** Gives the remaining answers. Call it after all of them have been added. */
  void finish() {
    if (!elsewhere.isEmpty()) {
      Thread.startVirtualThread(() -> elsewhere.forEach(Runnable::run));
    }
  }

  private void give(Ticket<?, ?> ticket, Runnable answer) {
    if (ticket.isHandedOut()) {
      elsewhere.add(answer);
    } else {
      answer.run();
    }
  }
}
