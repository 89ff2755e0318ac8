package dev.waybill.system.crash;

import dev.waybill.proto.order.v1.OrderState;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that clients do, and repeat until they have their answers.
 *
 * @param ends the states in which its orders, and those of the scenarios after it, may end
 * @param otherwise the scenario to play next if this one misses a point; null to repeat this one
 */
record Scenario(
    String name, Set<OrderState> ends, Consumer<Shop> clients, @Nullable Scenario otherwise) {
  static Scenario of(String name, Set<OrderState> ends, Consumer<Shop> clients) {
    return new Scenario(name, ends, clients, null);
  }

  /**
   * This scenario, with the other as a fallback if it misses a point that it passed in a rehearsal.
   */
  Scenario or(Scenario other) {
    Set<OrderState> either = EnumSet.noneOf(OrderState.class);
    either.addAll(ends);
    either.addAll(other.ends);
    return new Scenario(name, either, clients, otherwise == null ? other : otherwise.or(other));
  }

  /**
   * Plays this scenario and its fallbacks in turn until the point is reached. On a slow machine an
   * order may take another path, now or in the rehearsal.
   */
  void playUntil(CompletableFuture<Void> reached, Shop shop) {
    Scenario next = this;
    do {
      next.clients.accept(shop);
      next = next.otherwise == null ? this : next.otherwise;
    } while (!reached.isDone());
  }
}
