package dev.waybill.common.stream;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages of an exchange that have no answer yet. Callers must hold the exchange's lock. */
final class Unanswered<K, Q, R> {
  private final Map<K, Pending<Q, R>> messages = new LinkedHashMap<>();

  /** May contain keys of messages that have been answered or withdrawn since. */
  private final Queue<K> unsent = new ArrayDeque<>();

  int size() {
    return messages.size();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  @Nullable CompletableFuture<R> answerOf(K key) {
    Pending<Q, R> pending = messages.get(key);
    return pending == null ? null : pending.answer();
  }

  CompletableFuture<R> add(K key, Q message) {
    Pending<Q, R> pending = new Pending<>(message, new CompletableFuture<>());
    messages.put(key, pending);
    unsent.add(key);
    return pending.answer();
  }

  /** Returns the next message to send; null if all have been sent. */
  @Nullable Q nextUnsent() {
    while (!unsent.isEmpty()) {
      Pending<Q, R> pending = messages.get(unsent.remove());
      if (pending != null) {
        return pending.message();
      }
    }
    return null;
  }

  /** Removes a message that has been answered; null if it is no longer waiting. */
  @Nullable CompletableFuture<R> remove(K key) {
    Pending<Q, R> pending = messages.remove(key);
    return pending == null ? null : pending.answer();
  }

  /**
   * Removes a message whose answer is no longer wanted, so that it is not sent if it has not been
   * sent yet.
   */
  @Nullable CompletableFuture<R> withdraw(K key) {
    unsent.remove(key);
    return remove(key);
  }

  void sendAllAgain() {
    unsent.clear();
    unsent.addAll(messages.keySet());
  }

  List<CompletableFuture<R>> removeAll() {
    List<CompletableFuture<R>> answers =
        messages.values().stream().<CompletableFuture<R>>map(Pending::answer).toList();
    messages.clear();
    unsent.clear();
    return answers;
  }

  private record Pending<Q, R>(Q message, CompletableFuture<R> answer) {}
}
