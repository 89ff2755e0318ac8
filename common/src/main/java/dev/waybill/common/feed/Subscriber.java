package dev.waybill.common.feed;

/** Receives events in the order of their positions, each once. */
public interface Subscriber<E> {

  /** Must not block, because one thread calls all subscribers. May leave the feed. */
  void accept(E event);

  /** Called if accepting an event threw; no more events follow. */
  void fail(RuntimeException failure);
}
