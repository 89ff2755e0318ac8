package dev.waybill.system.streams;

import dev.waybill.proto.order.v1.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * How long events took to reach a watcher on the same machine, in milliseconds. The time starts
 * with the database's clock, which is read before the commit.
 */
final class Latencies implements Consumer<OrderEvent> {
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  @Override
  public void accept(OrderEvent event) {
    Instant written =
        Instant.ofEpochSecond(event.getEventTime().getSeconds(), event.getEventTime().getNanos());
    millis.add(Duration.between(written, Instant.now()).toNanos() / 1e6);
  }

  int count() {
    return millis.size();
  }

  double percentile(double part) {
    return Figures.percentile(millis, part);
  }
}
