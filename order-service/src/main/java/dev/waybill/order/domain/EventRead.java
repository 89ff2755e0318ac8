package dev.waybill.order.domain;

import java.util.List;

/**
 * Events read in one snapshot, in order.
 *
 * @param upTo the position up to which every matching event is included
 * @param reachesEnd whether {@code upTo} was the last position of all when they were read
 */
public record EventRead(List<RecordedEvent> events, long upTo, boolean reachesEnd) {

  public EventRead {
    events = List.copyOf(events);
  }
}
