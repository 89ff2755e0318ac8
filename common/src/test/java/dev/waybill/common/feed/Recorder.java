package dev.waybill.common.feed;

import dev.waybill.common.feed.ListedEvents.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A subscriber that records what it receives. */
final class Recorder implements Subscriber<Event> {

  final List<Long> positions = new CopyOnWriteArrayList<>();
  final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
  volatile Consumer<Event> reaction = _ -> {};

  Subscription<Event> to(String topic) {
    return Subscription.to(topic, this);
  }

  Subscription<Event> toAll() {
    return Subscription.toAll(this);
  }

  @Override
  public void accept(Event event) {
    reaction.accept(event);
    positions.add(event.position());
  }

  @Override
  public void fail(RuntimeException failure) {
    failures.add(failure);
  }
}
