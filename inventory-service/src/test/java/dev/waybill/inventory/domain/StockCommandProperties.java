package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;

/** Invariants after every history of commands, in whatever groups they arrive. */
class StockCommandProperties {

  /** A group of commands, and the time that passed before it. */
  record Step(Duration later, List<StockCommand<?>> group) {}

  @Property
  void everyLevelIsTheSumOfItsReadingsAndReservations(@ForAll("histories") List<Step> history) {
    StockInMemory stock = stocked();
    for (Step step : history) {
      stock.pass(step.later());
      stock.apply(step.group());
      for (Sku sku : StockCommands.SKUS) {
        assertThat(stock.level(sku)).isEqualTo(stock.expectedLevel(sku));
      }
    }
  }

  @Property
  void groupGivesTheSameResultAsItsCommandsOneByOne(@ForAll("histories") List<Step> history) {
    StockInMemory grouped = stocked();
    StockInMemory single = stocked();
    for (Step step : history) {
      grouped.pass(step.later());
      single.pass(step.later());
      List<Object> expected = new ArrayList<>();
      step.group().forEach(command -> expected.addAll(single.apply(List.of(command))));
      assertThat(grouped.apply(step.group())).isEqualTo(expected);
    }
    assertThat(grouped.items()).isEqualTo(single.items());
    assertThat(grouped.reservations()).isEqualTo(single.reservations());
  }

  @Property
  void commandRepeatedAtOnceChangesNothing(@ForAll("histories") List<Step> history) {
    StockInMemory stock = stocked();
    for (Step step : history) {
      stock.pass(step.later());
      for (StockCommand<?> command : step.group()) {
        stock.apply(command);
        Map<Sku, Item> items = stock.items();
        Map<OrderId, Reservation> reservations = stock.reservations();
        stock.apply(command);
        assertThat(stock.items()).isEqualTo(items);
        assertThat(stock.reservations()).isEqualTo(reservations);
      }
    }
  }

  @Property
  void theFirstDecisionForAnOrderStands(@ForAll("histories") List<Step> history) {
    StockInMemory stock = stocked();
    Map<OrderId, Reservation> before = new HashMap<>();
    for (Step step : history) {
      stock.pass(step.later());
      for (Object result : stock.apply(step.group())) {
        if (result instanceof Standing(Reservation now, Duration _)) {
          Reservation last = before.put(now.orderId(), now);
          assertThat(last == null || mayBecome(last, now)).as("%s -> %s", last, now).isTrue();
          Statistics.collect(last == null ? "new" : last.state().name(), now.state().name());
        }
      }
    }
    Statistics.coverage(StockCommandProperties::requireTransitionsThatAreHardToReach);
  }

  /** Otherwise the properties could hold only because nothing happens in the histories. */
  private static void requireTransitionsThatAreHardToReach(StatisticsCoverage coverage) {
    coverage.check("HELD", "COMMITTED").count(many -> many > 5);
    coverage.check("HELD", "WITHDRAWN").count(many -> many > 5);
    coverage.check("WITHDRAWN", "HELD").count(many -> many > 5);
    coverage.check("HELD", "EXPIRED").count(many -> many > 5);
    coverage.check("EXPIRED", "COMMITTED").count(many -> many > 5);
    coverage.check("EXPIRED", "EXPIRED").count(many -> many > 5);
    coverage.check("EXPIRED", "RELEASED").count(many -> many > 5);
    coverage.check("COMMITTED", "RELEASED").count(many -> many > 5);
  }

  /** Needed because an empty stock refuses every order, and a refusal is final. */
  private static StockInMemory stocked() {
    StockInMemory stock = new StockInMemory();
    for (Sku sku : StockCommands.SKUS) {
      stock.apply(new StockCommand.PutItem(sku, "Some item", new Money("EUR", 2)));
      stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), sku, 12, null)));
    }
    return stock;
  }

  private static boolean mayBecome(Reservation last, Reservation now) {
    return switch (last) {
      case Reservation.Closed _, Reservation.Released _ -> last.equals(now);
      case Reservation.Refused refused ->
          now instanceof Reservation.Refused again
              ? again.refusal().equals(refused.refusal()) && isKept(last, now)
              : isTakenBack(last, now);
      case Reservation.Withdrawn _ ->
          switch (now) {
            case Reservation.Withdrawn _, Reservation.Closed _ -> true;
            case Reservation.Held _, Reservation.Refused _ -> true;
            case Reservation.Committed _, Reservation.Released _, Reservation.Expired _ -> false;
          };
      case Reservation.Committed(OrderId id, Booking booking) ->
          last.equals(now) || now.equals(new Reservation.Released(id, booking));
      case Reservation.Held(OrderId id, Booking booking, var _, var _) ->
          follows(id, booking, now)
              || (isHold(booking, now) && isKept(last, now))
              || isTakenBack(last, now);
      case Reservation.Expired(OrderId id, Booking booking) ->
          follows(id, booking, now) || isHold(booking, now);
    };
  }

  /** Once another attempt knows a decision, it cannot be withdrawn any more. */
  private static boolean isKept(Reservation last, Reservation now) {
    return now.attemptOrNull() == null || now.attemptOrNull().equals(last.attemptOrNull());
  }

  private static boolean isTakenBack(Reservation last, Reservation now) {
    return now instanceof Reservation.Withdrawn withdrawn
        && withdrawn.attempt().equals(last.attemptOrNull());
  }

  private static boolean isHold(Booking booking, Reservation now) {
    return now instanceof Reservation.Held held && held.booking().equals(booking);
  }

  private static boolean follows(OrderId id, Booking booking, Reservation now) {
    return now.equals(new Reservation.Committed(id, booking))
        || now.equals(new Reservation.Released(id, booking))
        || now.equals(new Reservation.Expired(id, booking));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Duration> later =
        Arbitraries.of(Duration.ZERO, Duration.ofMinutes(1), StockInMemory.HOLD_TIME);
    return Combinators.combine(later, StockCommands.groups())
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
