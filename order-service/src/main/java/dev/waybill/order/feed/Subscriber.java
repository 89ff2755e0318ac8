package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;

/** Receives events in the order of their positions, each once. */
public interface Subscriber {

  /** Must not block, because one thread calls all subscribers. May leave the feed. */
  void accept(RecordedEvent event);

  /** Called if accepting an event threw; no more events follow. */
  void fail(RuntimeException failure);
}
