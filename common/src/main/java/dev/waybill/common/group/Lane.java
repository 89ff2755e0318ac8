package dev.waybill.common.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The commands that wait for the next group, in the order in which they came. */
final class Lane<S> {
  /** What became of a ticket that wanted to wait. */
  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Ticket<S, ?>> waiting = new ArrayDeque<>();
  private final int capacity;
  private int newcomers;
  private boolean closed;

  /** The capacity is for new work; what is admitted neither uses nor needs it. */
  Lane(int capacity) {
    this.capacity = capacity;
  }

  Offer offer(Ticket<S, ?> ticket) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (ticket.isNewWork() && newcomers >= capacity) {
        return Offer.FULL;
      }
      newcomers += ticket.isNewWork() ? 1 : 0;
      waiting.add(ticket);
      if (waiting.size() == 1) {
        // The worker waits only while there is nothing.
        changed.signal();
      }
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for tickets and takes what is there, up to the limit; empty once closed and drained. */
  List<Ticket<S, ?>> drain(int limit) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Ticket<S, ?>> taken = new ArrayList<>(Math.min(limit, waiting.size()));
      while (taken.size() < limit && !waiting.isEmpty()) {
        Ticket<S, ?> ticket = waiting.remove();
        newcomers -= ticket.isNewWork() ? 1 : 0;
        taken.add(ticket);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more; those who wait are still drained. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
