package dev.waybill.order;

import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.feed.EventFeed;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.StreamSettings;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.feed.OrderEventSource;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for watching orders; a picocli mixin. */
public final class WatchOptions {

  @Mixin private final StreamSettings streams = new StreamSettings(Duration.ofMillis(10));

  @Option(
      names = "--watch-buffer",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most events buffered for a slow watcher.")
  private int buffer = 256;

  /** The same options with other values, for tests. */
  public WatchOptions with(Duration watchInterval, Duration heartbeatInterval, int newBuffer) {
    streams.with(watchInterval, heartbeatInterval);
    buffer = newBuffer;
    return this;
  }

  /** Throws StartupException if a time is invalid. */
  public WatchSources<OrderEvents, RecordedEvent> sources(OrderEvents events, Meters meters) {
    // A watcher that joins late may get up to half of its buffer at once.
    EventFeed<RecordedEvent> feed =
        new EventFeed<>(
            "order-feed",
            new OrderEventSource(events),
            streams.watchInterval(),
            buffer / 2,
            meters);
    Heartbeats heartbeats =
        streams.heartbeats(
            OrderServiceGrpc.getWatchOrderMethod(), OrderServiceGrpc.getWatchOrdersMethod());
    return new WatchSources<>(events, feed, heartbeats, buffer);
  }
}
