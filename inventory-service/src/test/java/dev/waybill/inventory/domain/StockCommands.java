package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random commands over few items, orders and readings, so that they often affect each other. */
final class StockCommands {
  static final List<Sku> SKUS = List.of(new Sku("A"), new Sku("B"), new Sku("C"));
  private static final Sku NEVER_PUT = new Sku("UNKNOWN");

  static Arbitrary<List<StockCommand<?>>> groups() {
    return any().list().ofMinSize(1).ofMaxSize(8);
  }

  static Arbitrary<StockCommand<?>> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, puts()),
        Tuple.of(4, receives()),
        Tuple.of(6, reserves()),
        Tuple.of(3, withdrawals()),
        Tuple.of(3, orders().<StockCommand<?>>map(ReservationCommand.Commit::new)),
        Tuple.of(3, orders().<StockCommand<?>>map(ReservationCommand.Release::new)),
        Tuple.of(4, orders().<StockCommand<?>>map(ReservationCommand.Expire::new)));
  }

  private static Arbitrary<StockCommand<?>> puts() {
    Arbitrary<String> currencies = Arbitraries.frequency(Tuple.of(19, "EUR"), Tuple.of(1, "USD"));
    return Combinators.combine(Arbitraries.of(SKUS), currencies, Arbitraries.longs().between(1, 3))
        .as(
            (sku, currency, price) ->
                new StockCommand.PutItem(sku, "x", new Money(currency, price)));
  }

  private static Arbitrary<StockCommand<?>> receives() {
    return Combinators.combine(ids(12), anySku(), Arbitraries.integers().between(1, 9))
        .as((id, sku, quantity) -> new StockCommand.Receive(new Reading(id, sku, quantity, null)));
  }

  private static Arbitrary<StockCommand<?>> reserves() {
    Arbitrary<RequestedLine> line =
        Combinators.combine(anySku(), Arbitraries.integers().between(1, 5)).as(RequestedLine::new);
    Arbitrary<List<RequestedLine>> lines =
        line.list().ofMinSize(1).ofMaxSize(3).uniqueElements(RequestedLine::sku);
    Arbitrary<Money> total =
        Arbitraries.longs().between(1, 12).map(minor -> new Money("EUR", minor));
    return Combinators.combine(orders(), lines, total.injectNull(0.9), attempts().injectNull(0.3))
        .as(
            (id, all, expected, attempt) ->
                new ReservationCommand.Reserve(id, new ReservationRequest(all, expected), attempt));
  }

  private static Arbitrary<StockCommand<?>> withdrawals() {
    return Combinators.combine(orders(), attempts()).as(ReservationCommand.Withdraw::new);
  }

  private static Arbitrary<AttemptId> attempts() {
    return ids(2).map(AttemptId::new);
  }

  private static Arbitrary<Sku> anySku() {
    return Arbitraries.frequencyOf(
        Tuple.of(15, Arbitraries.of(SKUS)), Tuple.of(1, Arbitraries.just(NEVER_PUT)));
  }

  private static Arbitrary<OrderId> orders() {
    return ids(7).map(OrderId::new);
  }

  private static Arbitrary<UUID> ids(int count) {
    return Arbitraries.integers().between(1, count).map(number -> new UUID(0, number));
  }

  private StockCommands() {}
}
