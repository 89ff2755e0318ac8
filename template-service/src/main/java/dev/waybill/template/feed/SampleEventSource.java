package dev.waybill.template.feed;

import dev.waybill.common.feed.EventSource;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import java.time.Instant;
import java.util.List;

/** Reads the events for the feed. All who watch get all of them, so there are no topics. */
public record SampleEventSource(SampleEvents events) implements EventSource<RecordedEvent> {
  @Override
  public List<RecordedEvent> after(long position, int limit, TimeBudget budget) {
    return events.after(position, limit, budget);
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
  public List<Object> topics(RecordedEvent event) {
    return List.of();
  }
}
