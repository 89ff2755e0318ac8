package dev.waybill.common.stream;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a stream keeps for a caller who is not ready for more. Used under the stream's lock. */
public sealed interface OutboundBuffer<M> {
  /** False when there is no room, which ends the stream. */
  boolean offer(M message);

  /** Takes the next message out; null when there is none. */
  @Nullable M poll();

  boolean isEmpty();

  /** What a caller is told of the room that there was. */
  String limit();

  /**
   * Keeps every message in its order, up to a number of them.
   *
   * @param setting what the number is called, for the caller for whom there is no room
   */
  static <M> OutboundBuffer<M> ofAtMost(int capacity, String setting) {
    return new Bounded<>(capacity, setting, new ArrayDeque<>(0));
  }

  /** Keeps the latest message of each key only, so it never holds more than there are keys. */
  static <K, M> OutboundBuffer<M> ofLatest(Function<M, K> key) {
    return new Latest<>(key, new LinkedHashMap<>());
  }

  /** Refuses what does not fit. */
  record Bounded<M>(int capacity, String setting, Queue<M> messages) implements OutboundBuffer<M> {
    @Override
    public String limit() {
      return "%s messages (%s)".formatted(capacity, setting);
    }

    @Override
    public boolean offer(M message) {
      return messages.size() < capacity && messages.add(message);
    }

    @Override
    public @Nullable M poll() {
      return messages.poll();
    }

    @Override
    public boolean isEmpty() {
      return messages.isEmpty();
    }
  }

  /** Replaces what is outdated. A key keeps its turn, so that a busy one cannot starve others. */
  record Latest<K, M>(Function<M, K> key, SequencedMap<K, M> messages)
      implements OutboundBuffer<M> {
    @Override
    public String limit() {
      return "one message of each key";
    }

    @Override
    public boolean offer(M message) {
      messages.put(key.apply(message), message);
      return true;
    }

    @Override
    public @Nullable M poll() {
      var first = messages.pollFirstEntry();
      return first == null ? null : first.getValue();
    }

    @Override
    public boolean isEmpty() {
      return messages.isEmpty();
    }
  }
}
