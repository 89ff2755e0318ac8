package dev.waybill.order.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** What goes wrong, question by question, until everything has; from then on nothing does. */
final class Disturbances {

  /** The ways in which a question to a participant or to the store can go wrong. */
  enum Kind {
    NONE,
    REQUEST_LOST,
    ANSWER_LOST,
    /** Nobody waits for the answer any more when the question arrives. */
    LATE,
    /** Whoever is asked meets a fault that no code expects, and does nothing. */
    FAULT,
    /** Somebody cancels the order before the question arrives. */
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

  /** What goes wrong after all that has been said before. */
  void add(Kind kind) {
    kinds.add(kind);
  }

  /** Nothing goes wrong with what is asked from now on. */
  void forget() {
    kinds.clear();
  }

  /** How many questions are on their way, and nobody waits for their answers. */
  int underway() {
    return underway.size();
  }

  /** Lets one of them arrive. */
  void arrive(int which) {
    Object _ = underway.remove(which).get();
  }

  /** Asks with the next disturbance. */
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
