package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderFixtures.TIMES;

import dev.waybill.common.command.RowCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The results of a group of commands, and the changes to store.
 *
 * @param results in the commands' order
 */
public record Decision(
    List<Object> results,
    List<ClaimedOrder> placed,
    List<ClaimedOrder> changed,
    List<OrderEvent> events) {

  /** Decides the group for a store that contains exactly these orders. */
  public static Decision of(
      Collection<ClaimedOrder> stored, List<? extends OrderCommand<?>> group, Instant now) {
    OrderBook book = new OrderBook(TIMES, new RowCache<>(0));
    stored.forEach(book::load);
    List<Object> results = new ArrayList<>();
    group.forEach(command -> results.add(command.decide(book, now)));
    return new Decision(results, book.orders().added(), book.orders().changed(), book.events());
  }
}
