package dev.waybill.order.feed;

import dev.waybill.order.domain.RecordedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events, up to a number of them, without a gap. */
final class RecentEvents {

  private final int capacity;
  private final Deque<RecordedEvent> events = new ArrayDeque<>();
  private long start;

  RecentEvents(int capacity) {
    this.capacity = capacity;
  }

  /** Forgets all; the next event to come is the first behind the position. */
  void restart(long position) {
    events.clear();
    start = position;
  }

  void add(RecordedEvent event) {
    if (events.size() == capacity) {
      start = events.removeFirst().position();
    }
    events.addLast(event);
  }

  /** Whether every event behind the position that has come is still here. */
  boolean reachBackTo(long position) {
    return position >= start;
  }

  /** The events behind the position, in their order. */
  List<RecordedEvent> after(long position) {
    return events.reversed().stream()
        .takeWhile(event -> event.position() > position)
        .toList()
        .reversed();
  }
}
