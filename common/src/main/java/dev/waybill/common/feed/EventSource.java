package dev.waybill.common.feed;

import dev.waybill.common.time.TimeBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The stored events of a service, and what the feed must know of them. Throws the exceptions of
 * {@code dev.waybill.common.failure}.
 *
 * @param <E> an event with its position in the sequence of all events
 */
public interface EventSource<E> {
  /** Reads the first events after the position; fewer than the limit if there are no more. */
  List<E> after(long position, int limit, TimeBudget budget);

  /** Returns the event's place in the sequence. Later commits have higher positions. */
  long position(E event);

  /** Returns when the event happened, by the database's clock. */
  Instant time(E event);

  /**
   * Returns the topics that the event belongs to, other than that of all events. A topic is a value
   * with {@code equals} and {@code hashCode}.
   */
  Collection<?> topics(E event);
}
