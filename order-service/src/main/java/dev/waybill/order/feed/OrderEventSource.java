package dev.waybill.order.feed;

import dev.waybill.common.feed.EventSource;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import java.time.Instant;
import java.util.List;

/** Reads the events of all customers for the feed. */
public record OrderEventSource(OrderEvents events) implements EventSource<RecordedEvent> {
  private static final String EVERYBODY = "";

  @Override
  public List<RecordedEvent> after(long position, int limit, TimeBudget budget) {
    return events.after(position, EVERYBODY, limit, budget).events();
  }

  @Override
  public long position(RecordedEvent event) {
    return event.position();
  }

  @Override
  public Instant time(RecordedEvent event) {
    return event.event().time();
  }

  @Override
  public List<Topic> topics(RecordedEvent event) {
    return Topic.of(event);
  }
}
