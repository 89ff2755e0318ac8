package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events without a gap, up to a fixed capacity. */
final class RecentEvents {

  private final int capacity;
  private final Deque<RecordedEvent> events = new ArrayDeque<>();
  private long start;

  RecentEvents(int capacity) {
    this.capacity = capacity;
  }

  /** Clears all events; the next one added is the first after the position. */
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

  /** Whether every event after the position is still here. */
  boolean reachBackTo(long position) {
    return position >= start;
  }

  /** The events after the position, in order. */
  List<RecordedEvent> after(long position) {
    return events.reversed().stream()
        .takeWhile(event -> event.position() > position)
        .toList()
        .reversed();
  }
}
