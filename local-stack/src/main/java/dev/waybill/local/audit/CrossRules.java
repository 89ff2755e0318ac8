package dev.waybill.local.audit;

import com.google.type.Money;
import dev.waybill.local.audit.digest.MoneyDigest;
import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.local.audit.digest.StockDigest;
import dev.waybill.local.shop.Prices;
import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.audit.v1.Violation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.payment.v1.PaymentState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that relate a final order to its reservation and its payment. */
final class CrossRules {
  private static final Money NOTHING = Money.getDefaultInstance();

  private CrossRules() {}

  /** Returns what is wrong with the case; nothing while its order can still change. */
  static List<Violation> judge(Case it) {
    if (it.isOrphan()) {
      return orphans(it);
    }
    return it.order()
        .map(
            order ->
                switch (order.state()) {
                  case ORDER_STATE_COMPLETED ->
                      found(shipped(order, it.stock()), charged(order, it.money()));
                  case ORDER_STATE_REJECTED, ORDER_STATE_CANCELLED ->
                      found(nothingHeld(order, it.stock()), nothingCharged(order, it.money()));
                  case ORDER_STATE_PENDING,
                      ORDER_STATE_CONFIRMED,
                      ORDER_STATE_REJECTING,
                      ORDER_STATE_CANCELLING,
                      ORDER_STATE_UNSPECIFIED,
                      UNRECOGNIZED ->
                      List.<Violation>of();
                })
        .orElse(List.of());
  }

  /**
   * A reservation that holds nothing is harmless: it was left by a request whose intent was never
   * recorded.
   */
  private static List<Violation> orphans(Case it) {
    String order = "belongs to an order that order-service does not know, and is ";
    return found(
        it.stock()
            .filter(stock -> holds(stock.state()))
            .map(stock -> Violations.ofReservation(it.orderId(), order + describe(it, stock))),
        it.money()
            .map(
                money -> Violations.ofPayment(it.orderId(), order + StateNames.of(money.state()))));
  }

  private static String describe(Case it, StockDigest stock) {
    String state = StateNames.of(stock.state());
    Duration remaining = stock.remaining().truncatedTo(ChronoUnit.SECONDS);
    return it.isHoldWithoutOrder() ? state + "; it ends by itself in " + remaining : state;
  }

  private static Optional<Violation> shipped(OrderDigest order, Optional<StockDigest> stock) {
    String expected = ", expected COMMITTED over " + text(order.total()) + ": " + about(order);
    if (stock.isEmpty()) {
      return Optional.of(Violations.ofReservation(order.orderId(), "is missing" + expected));
    }
    StockDigest found = stock.get();
    boolean good =
        found.state() == ReservationState.RESERVATION_STATE_COMMITTED
            && found.total().equals(order.total());
    return violatedUnless(
        good,
        Violations.ofReservation(
            order.orderId(),
            "is " + StateNames.of(found.state()) + " over " + text(found.total()) + expected));
  }

  private static Optional<Violation> charged(OrderDigest order, Optional<MoneyDigest> money) {
    String expected =
        ", expected captured " + text(order.total()) + ", refunded nothing: " + about(order);
    if (money.isEmpty()) {
      return Optional.of(Violations.ofPayment(order.orderId(), "is missing" + expected));
    }
    MoneyDigest found = money.get();
    boolean good =
        found.state() == PaymentState.PAYMENT_STATE_CAPTURED
            && found.captured().equals(order.total())
            && isNothing(found.refunded());
    return violatedUnless(good, Violations.ofPayment(order.orderId(), describe(found) + expected));
  }

  private static Optional<Violation> nothingHeld(OrderDigest order, Optional<StockDigest> stock) {
    return stock
        .filter(found -> holds(found.state()))
        .map(
            found ->
                Violations.ofReservation(
                    order.orderId(),
                    "is "
                        + StateNames.of(found.state())
                        + " over "
                        + text(found.total())
                        + ", expected nothing held: "
                        + about(order)));
  }

  private static Optional<Violation> nothingCharged(
      OrderDigest order, Optional<MoneyDigest> money) {
    return money
        .filter(found -> !isGivenBack(found))
        .map(
            found ->
                Violations.ofPayment(
                    order.orderId(),
                    describe(found)
                        + ", expected VOIDED, DECLINED or all refunded: "
                        + about(order)));
  }

  private static boolean holds(ReservationState state) {
    return switch (state) {
      case RESERVATION_STATE_RELEASED,
          RESERVATION_STATE_EXPIRED,
          RESERVATION_STATE_REFUSED,
          RESERVATION_STATE_WITHDRAWN ->
          false;
      case RESERVATION_STATE_HELD,
          RESERVATION_STATE_COMMITTED,
          RESERVATION_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          true;
    };
  }

  private static boolean isGivenBack(MoneyDigest money) {
    boolean ended =
        switch (money.state()) {
          case PAYMENT_STATE_VOIDED, PAYMENT_STATE_REFUNDED, PAYMENT_STATE_DECLINED -> true;
          case PAYMENT_STATE_PENDING,
              PAYMENT_STATE_AUTHORIZED,
              PAYMENT_STATE_CAPTURED,
              PAYMENT_STATE_UNSPECIFIED,
              UNRECOGNIZED ->
              false;
        };
    boolean even =
        money.captured().equals(money.refunded())
            || (isNothing(money.captured()) && isNothing(money.refunded()));
    return ended && even;
  }

  private static String describe(MoneyDigest money) {
    return "is "
        + StateNames.of(money.state())
        + ", captured "
        + text(money.captured())
        + ", refunded "
        + text(money.refunded());
  }

  private static String about(OrderDigest order) {
    return "the order is " + StateNames.of(order.state());
  }

  private static String text(Money money) {
    return money.equals(NOTHING) ? "nothing" : Prices.format(money);
  }

  private static boolean isNothing(Money money) {
    return money.getUnits() == 0 && money.getNanos() == 0;
  }

  private static Optional<Violation> violatedUnless(boolean good, Violation violation) {
    return good ? Optional.empty() : Optional.of(violation);
  }

  private static List<Violation> found(Optional<Violation> one, Optional<Violation> other) {
    return Stream.of(one, other).flatMap(Optional::stream).toList();
  }
}
