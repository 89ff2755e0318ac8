package dev.waybill.common.stream;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a stream keeps while its caller is not ready. Callers must hold the stream's
 * lock.
 */
public sealed interface OutboundBuffer<M> {
  /** Adds a message. Returns false if the buffer is full, which ends the stream. */
  boolean offer(M message);

  /** Removes and returns the next message; null if there is none. */
  @Nullable M poll();

  boolean isEmpty();

  /** Describes the limit, for the caller whose stream ends because of it. */
  String limit();

  /**
   * Returns a buffer that keeps every message, in order, up to a capacity.
   *
   * @param setting the name of the setting for the capacity, for the error when the buffer is full
   */
  static <M> OutboundBuffer<M> ofAtMost(int capacity, String setting) {
    return new Bounded<>(capacity, setting, new ArrayDeque<>(0));
  }

  /**
   * Returns a buffer that keeps only the latest message of each key, so it never holds more
   * messages than there are keys.
   */
  static <K, M> OutboundBuffer<M> ofLatest(Function<M, K> key) {
    return new Latest<>(key, new LinkedHashMap<>());
  }

  /** Rejects a message when it is full. */
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

  /**
   * Replaces outdated messages. A key keeps its place, so that a busy key cannot starve the others.
   */
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
