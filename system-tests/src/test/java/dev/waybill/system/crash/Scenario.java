package dev.waybill.system.crash;

import dev.waybill.proto.order.v1.OrderState;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that clients do, and go on with until they have their answers.
 *
 * @param ends the states that the orders of it, and of what follows it, may end in
 * @param otherwise what to play next when this misses a point; nothing but this again when null
 */
record Scenario(
    String name, Set<OrderState> ends, Consumer<Shop> clients, @Nullable Scenario otherwise) {
  static Scenario of(String name, Set<OrderState> ends, Consumer<Shop> clients) {
    return new Scenario(name, ends, clients, null);
  }

  /** This, and the other where this misses what it came past in a rehearsal. */
  Scenario or(Scenario other) {
    Set<OrderState> either = EnumSet.noneOf(OrderState.class);
    either.addAll(ends);
    either.addAll(other.ends);
    return new Scenario(name, either, clients, otherwise == null ? other : otherwise.or(other));
  }

  /**
   * Again, and with the others in turn, if it has missed the point: on a slow machine an order may
   * have taken another way, now or in the rehearsal.
   */
  void playUntil(CompletableFuture<Void> reached, Shop shop) {
    Scenario next = this;
    do {
      next.clients.accept(shop);
      next = next.otherwise == null ? this : next.otherwise;
    } while (!reached.isDone());
  }
}
