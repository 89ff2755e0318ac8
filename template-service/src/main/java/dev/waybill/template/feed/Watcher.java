package dev.waybill.template.feed;

import dev.waybill.template.domain.SampleEvent.RecordedEvent;

/** Receives events in the order of their positions, each once. */
public interface Watcher {
  /** Must not block, because one thread calls all watchers. May leave the feed. */
  void event(RecordedEvent event);
}
