package dev.waybill.order.feed;

import dev.waybill.order.domain.RecordedEvent;

/** Somebody who is told of events, in the order of their positions, each once. */
public interface Subscriber {

  /** Must not wait: one thread tells all subscribers. May leave the feed. */
  void accept(RecordedEvent event);

  /** Told when accepting an event threw; nothing more will come. */
  void fail(RuntimeException failure);
}
