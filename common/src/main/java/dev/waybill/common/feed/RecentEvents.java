package dev.waybill.common.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/** The latest events without a gap, up to a fixed capacity. */
final class RecentEvents<E> {

  private final int capacity;
  private final ToLongFunction<E> position;
  private final Deque<E> events = new ArrayDeque<>();
  private long start;

  RecentEvents(int capacity, ToLongFunction<E> position) {
    this.capacity = capacity;
    this.position = position;
  }

  /** Clears all events; the next one added is the first after the position. */
  void restart(long after) {
    events.clear();
    start = after;
  }

  void add(E event) {
    if (events.size() == capacity) {
      start = position.applyAsLong(events.removeFirst());
    }
    events.addLast(event);
  }

  /** Whether every event after the position is still here. */
  boolean reachBackTo(long after) {
    return after >= start;
  }

  /** The events after the position, in order. */
  List<E> after(long after) {
    return events.reversed().stream()
        .takeWhile(event -> position.applyAsLong(event) > after)
        .toList()
        .reversed();
  }
}
