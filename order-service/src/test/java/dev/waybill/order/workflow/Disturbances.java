package dev.waybill.order.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** A list of failures, one per request. Once it is used up, nothing fails. */
final class Disturbances {

  /** The ways in which a request to a participant or to the store can fail. */
  enum Kind {
    NONE,
    REQUEST_LOST,
    ANSWER_LOST,
    /** The request arrives after the caller has given up. */
    LATE,
    /** The callee throws an unexpected error and does nothing. */
    FAULT,
    /** A caller cancels the order before the request arrives. */
    CANCELLED_MEANWHILE
  }

  private final Queue<Kind> kinds;
  private final List<Supplier<?>> underway = new ArrayList<>();
  private Runnable cancellation = () -> {};

  Disturbances(List<Kind> kinds) {
    this.kinds = new ArrayDeque<>(kinds);
  }

  void cancelBy(Runnable how) {
    cancellation = how;
  }

  /** Adds a failure after all those added before. */
  void add(Kind kind) {
    kinds.add(kind);
  }

  /** Removes all failures that are still to come. */
  void forget() {
    kinds.clear();
  }

  /** The number of requests in flight whose callers have given up. */
  int underway() {
    return underway.size();
  }

  /** Delivers one of the requests in flight. */
  void arrive(int which) {
    Object _ = underway.remove(which).get();
  }

  /** Sends the request with the next failure. */
  <T> T ask(
      Supplier<T> question, Supplier<RuntimeException> lost, Supplier<RuntimeException> unknown) {
    Kind kind = kinds.isEmpty() ? Kind.NONE : kinds.remove();
    return switch (kind) {
      case NONE -> question.get();
      case REQUEST_LOST -> throw lost.get();
      case ANSWER_LOST -> {
        T _ = question.get();
        throw unknown.get();
      }
      case LATE -> {
        underway.add(question);
        throw unknown.get();
      }
      case FAULT -> throw new StackOverflowError("a fault");
      case CANCELLED_MEANWHILE -> {
        cancellation.run();
        yield question.get();
      }
    };
  }
}
