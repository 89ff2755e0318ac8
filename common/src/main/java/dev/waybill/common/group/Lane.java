package dev.waybill.common.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The commands that wait for the next group, in order of arrival. */
final class Lane<S> {
  /** The result of offering a ticket. */
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

  /**
   * @param capacity the limit for new work; work already admitted neither counts nor is limited
   */
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
        // The worker waits only while the queue is empty.
        changed.signal();
      }
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for tickets and takes up to the limit. Returns none once the lane is closed and drained.
   */
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

  /** Returns how many tickets wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new tickets; those that wait are still drained. */
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
