package dev.waybill.template.grpc;

import dev.waybill.common.stream.Heartbeats;
import dev.waybill.template.domain.SampleEvents;
import dev.waybill.template.feed.SampleFeed;

/**
 * The sources of a watcher's stream: stored events for the past, the feed for new events, and
 * heartbeats while there are none.
 *
 * @param bufferSize the most events buffered for a caller that is not ready for them
 */
public record WatchSources(
    SampleEvents events, SampleFeed feed, Heartbeats heartbeats, int bufferSize)
    implements AutoCloseable {
  @Override
  public void close() {
    heartbeats.close();
    feed.close();
  }
}
