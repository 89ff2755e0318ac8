package dev.waybill.common.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The subscriptions by topic. Guarded by the feed's lock. */
final class Subscriptions<E> {

  /**
   * Those to all events have the key null. The sets allow a subscriber to leave while it is being
   * called.
   */
  private final Map<@Nullable Object, Set<Subscription<E>>> byTopic = new HashMap<>();

  private int count;

  int count() {
    return count;
  }

  void add(Subscription<E> subscription) {
    if (byTopic
        .computeIfAbsent(subscription.topic(), _ -> ConcurrentHashMap.newKeySet(1))
        .add(subscription)) {
      count++;
    }
  }

  /** Does nothing if the subscription is not there. */
  void remove(Subscription<E> subscription) {
    Set<Subscription<E>> others = byTopic.get(subscription.topic());
    if (others != null && others.remove(subscription)) {
      count--;
      if (others.isEmpty()) {
        byTopic.remove(subscription.topic());
      }
    }
  }

  /** Sends the event to the subscribers of its topics and of all; removes those that fail. */
  void tell(E event, long position, Collection<?> topics) {
    topics.forEach(topic -> tellThoseOf(topic, event, position));
    tellThoseOf(null, event, position);
  }

  private void tellThoseOf(@Nullable Object topic, E event, long position) {
    for (Subscription<E> subscription : byTopic.getOrDefault(topic, Set.of())) {
      if (!subscription.offer(event, position)) {
        remove(subscription);
      }
    }
  }
}
