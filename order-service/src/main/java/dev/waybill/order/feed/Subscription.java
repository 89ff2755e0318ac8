package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;

/** One subscriber's subscription to a topic. */
public final class Subscription {

  private final Topic topic;
  private final Subscriber subscriber;
  private long after;

  public Subscription(Topic topic, Subscriber subscriber) {
    this.topic = topic;
    this.subscriber = subscriber;
  }

  Topic topic() {
    return topic;
  }

  void startAfter(long position) {
    after = position;
  }

  /**
   * Passes the event on unless the subscriber had it before it joined. Returns false if the
   * subscriber failed.
   */
  boolean offer(RecordedEvent event) {
    if (event.position() <= after) {
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
