package dev.waybill.common.feed;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.feed.ListedEvents.Event;
import dev.waybill.common.time.TimeBudget;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An in-memory list of events that a test fills; counts its reads and can simulate an outage. */
final class ListedEvents implements EventSource<Event> {

  final AtomicInteger reads = new AtomicInteger();
  volatile boolean out;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** An event of the topics. */
  record Event(long position, List<String> topics) {}

  void add(String... topics) {
    events.add(new Event(events.size() + 1L, List.of(topics)));
  }

  @Override
  public List<Event> after(long position, int limit, TimeBudget budget) {
    reads.incrementAndGet();
    if (out) {
      throw new DatabaseUnavailableException("out");
    }
    return events.stream().filter(event -> event.position() > position).limit(limit).toList();
  }

  @Override
  public long position(Event event) {
    return event.position();
  }

  @Override
  public Instant time(Event event) {
    return Instant.EPOCH;
  }

  @Override
  public List<String> topics(Event event) {
    return event.topics();
  }
}
