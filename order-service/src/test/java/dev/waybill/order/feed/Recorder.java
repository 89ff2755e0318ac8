package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A subscriber that records what it receives. */
final class Recorder implements Subscriber {

  final List<Long> positions = new CopyOnWriteArrayList<>();
  final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
  volatile Consumer<RecordedEvent> reaction = _ -> {};

  Subscription to(Topic topic) {
    return new Subscription(topic, this);
  }

  @Override
  public void accept(RecordedEvent event) {
    reaction.accept(event);
    positions.add(event.position());
  }

  @Override
  public void fail(RuntimeException failure) {
    failures.add(failure);
  }
}
