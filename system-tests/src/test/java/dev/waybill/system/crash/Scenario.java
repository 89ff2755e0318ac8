package dev.waybill.system.crash;

import dev.waybill.proto.order.v1.OrderState;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Something that clients do, and go on with until they have their answers.
 *
 * @param ends the states that the orders of it may end in
 */
record Scenario(String name, Set<OrderState> ends, Consumer<Shop> clients) {
  static Scenario of(String name, Set<OrderState> ends, Consumer<Shop> clients) {
    return new Scenario(name, ends, clients);
  }

  /** Again, if it has missed the point: on a slow machine an order may have taken another way. */
  void playUntil(CompletableFuture<Void> reached, Shop shop) {
    do {
      clients.accept(shop);
    } while (!reached.isDone());
  }
}
