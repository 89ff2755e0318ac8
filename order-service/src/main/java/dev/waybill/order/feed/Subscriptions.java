package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions by topic. Guarded by the feed's lock. */
final class Subscriptions {

  /** The sets allow a subscriber to leave while it is being called. */
  private final Map<Topic, Set<Subscription>> byTopic = new HashMap<>();

  private int count;

  int count() {
    return count;
  }

  void add(Subscription subscription) {
    if (byTopic
        .computeIfAbsent(subscription.topic(), _ -> ConcurrentHashMap.newKeySet(1))
        .add(subscription)) {
      count++;
    }
  }

  /** Does nothing if the subscription is not there. */
  void remove(Subscription subscription) {
    Set<Subscription> others = byTopic.get(subscription.topic());
    if (others != null && others.remove(subscription)) {
      count--;
      if (others.isEmpty()) {
        byTopic.remove(subscription.topic());
      }
    }
  }

  /** Sends the event to all subscribers of its topics; removes those that fail. */
  void tell(RecordedEvent event) {
    for (Topic topic : Topic.of(event)) {
      for (Subscription subscription : byTopic.getOrDefault(topic, Set.of())) {
        if (!subscription.offer(event)) {
          remove(subscription);
        }
      }
    }
  }
}
