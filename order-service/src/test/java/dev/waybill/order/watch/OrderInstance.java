package dev.waybill.order.watch;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.feed.EventFeed;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.OrderWiring;
import dev.waybill.order.WatchOptions;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.workflow.Interruptions;
import dev.waybill.order.workflow.WorkflowSettings;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One instance of order-service, wired as in production, on a database that a test writes to. It
 * has no inventory or payment, because no orders are placed through it.
 */
record OrderInstance(OrderWiring wiring, EventFeed<RecordedEvent> feed, AtomicInteger eventsRead) {

  /** The most events buffered for a watcher. */
  static final int BUFFER = 16;

  private static final WorkflowSettings IDLE =
      new WorkflowSettings(
          OrderFixtures.TIMES,
          Duration.ofMinutes(1),
          10,
          new WorkflowSettings.Background(Duration.ofHours(1), 1),
          new WorkflowSettings.Background(Duration.ofHours(1), 1));

  static OrderInstance on(DatabaseSettings settings, Duration heartbeatInterval) {
    Database database = Database.open(settings, OrderPorts.MIGRATIONS);
    OrderPorts ports = OrderPorts.of(database, IDLE.times(), unreachable(), unreachable());
    AtomicInteger eventsRead = new AtomicInteger();
    WatchSources<OrderEvents, RecordedEvent> sources =
        new WatchOptions()
            .with(Duration.ofMillis(5), heartbeatInterval, BUFFER)
            .sources(new CountedEvents(ports.events(), eventsRead), Meters.OFF);
    return new OrderInstance(
        new OrderWiring(IDLE, sources, ports, Interruptions.IGNORED), sources.feed(), eventsRead);
  }

  InProcessService inProcess() {
    return InProcessService.start(wiring);
  }

  private static ManagedChannel unreachable() {
    return InProcessChannelBuilder.forName("nobody").build();
  }
}
