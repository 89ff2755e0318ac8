package dev.waybill.order.domain;

import java.util.List;

/**
 * Events read in one snapshot, in their order.
 *
 * @param upTo every event asked for is among them up to this position
 * @param reachesEnd whether that was the last position of all when they were read
 */
public record EventRead(List<RecordedEvent> events, long upTo, boolean reachesEnd) {

  public EventRead {
    events = List.copyOf(events);
  }
}
