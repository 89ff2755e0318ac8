package dev.waybill.order.feed;

import dev.waybill.order.domain.RecordedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is subscribed, by topic. Used under the feed's lock. */
final class Subscriptions {

  /** The sets bear that a subscriber leaves while it is being told. */
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

  /** Does nothing for one that is not there. */
  void remove(Subscription subscription) {
    Set<Subscription> others = byTopic.get(subscription.topic());
    if (others != null && others.remove(subscription)) {
      count--;
      if (others.isEmpty()) {
        byTopic.remove(subscription.topic());
      }
    }
  }

  /** Tells all subscribers of the event's topics; those that fail are removed. */
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
