package dev.waybill.common.feed;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One subscriber's subscription to a topic, or to all events. */
public final class Subscription<E> {

  private final @Nullable Object topic;
  private final Subscriber<E> subscriber;
  private long after;

  private Subscription(@Nullable Object topic, Subscriber<E> subscriber) {
    this.topic = topic;
    this.subscriber = subscriber;
  }

  /** Subscribes to the events of one topic. */
  public static <E> Subscription<E> to(Object topic, Subscriber<E> subscriber) {
    return new Subscription<>(topic, subscriber);
  }

  /** Subscribes to all events. */
  public static <E> Subscription<E> toAll(Subscriber<E> subscriber) {
    return new Subscription<>(null, subscriber);
  }

  /** Null if it is to all events. */
  @Nullable Object topic() {
    return topic;
  }

  /** Whether it is to one of the topics, or to all. */
  boolean isFor(Collection<?> topics) {
    return topic == null || topics.contains(topic);
  }

  void startAfter(long position) {
    after = position;
  }

  /**
   * Passes the event on unless the subscriber had it before it joined. Returns false if the
   * subscriber failed.
   */
  boolean offer(E event, long position) {
    if (position <= after) {
      return true;
    }
    try {
      subscriber.accept(event);
      return true;
    } catch (RuntimeException e) {
      subscriber.fail(e);
      return false;
    }
  }
}
