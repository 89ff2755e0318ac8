package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.ReservationCommand.ReservationResult;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.StockCommand.Reading;
import dev.waybill.inventory.domain.StockCommand.ReceiptResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single decisions of the stock rules. */
class StockCommandTest {
  private static final Sku LAMP = new Sku("LAMP");
  private static final Sku DESK = new Sku("DESK");
  private static final Sku IMPORT = new Sku("IMPORT");

  private static final AttemptId ATTEMPT = new AttemptId(UUID.randomUUID());
  private static final AttemptId OTHER_ATTEMPT = new AttemptId(UUID.randomUUID());

  private final StockInMemory stock = new StockInMemory();
  private final OrderId order = anyOrder();

  @BeforeEach
  void stockTenLampsAndOneDesk() {
    stock.apply(new StockCommand.PutItem(LAMP, "Lamp", euro(1_000)));
    stock.apply(new StockCommand.PutItem(DESK, "Desk", euro(Item.HIGHEST_PRICE)));
    stock.apply(new StockCommand.PutItem(IMPORT, "Import", new Money("USD", 5)));
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), LAMP, 10, null)));
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), DESK, 200, null)));
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), IMPORT, 10, null)));
  }

  @Test
  void holdsAndPricesAllLines() {
    assertThat(reserve(order, null, line(LAMP, 3), line(DESK, 2)))
        .isEqualTo(
            new Standing(
                new Reservation.Held(
                    order,
                    new Booking(
                        List.of(
                            new PricedLine(LAMP, 3, euro(1_000)),
                            new PricedLine(DESK, 2, euro(Item.HIGHEST_PRICE))),
                        euro(2_000_003_000L),
                        null),
                    Instant.parse("2026-01-01T00:15:00Z"),
                    null),
                StockInMemory.HOLD_TIME));
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 7, 3, 0));
  }

  @Test
  void namesTheFirstUnavailableLineAndHoldsNothing() {
    assertThat(refusal(line(LAMP, 1), line(DESK, 201), line(new Sku("NONE"), 1)))
        .isEqualTo(Refusal.outOfStock(DESK, 201, 200));
    assertThat(refusal(line(LAMP, 1), line(new Sku("NONE"), 1), line(DESK, 201)))
        .isEqualTo(Refusal.of(Refusal.Reason.UNKNOWN_SKU, new Sku("NONE")));
    assertThat(refusal(line(LAMP, 1), line(IMPORT, 1)))
        .isEqualTo(Refusal.of(Refusal.Reason.MIXED_CURRENCY, IMPORT));
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 10, 0, 0));
  }

  @Test
  void refusesATotalThatCannotBeCharged() {
    assertThat(refusal(line(DESK, 101))).isEqualTo(Refusal.of(Refusal.Reason.TOTAL_OUT_OF_RANGE));
    assertThat(reserve(anyOrder(), null, line(DESK, 100)))
        .isInstanceOfSatisfying(
            Standing.class,
            held -> assertThat(held.reservation()).isInstanceOf(Reservation.Held.class));
  }

  @Test
  void refusesATotalThatIsNotTheExpectedOne() {
    assertThat(reservation(reserve(order, euro(999), line(LAMP, 1))))
        .isInstanceOfSatisfying(
            Reservation.Refused.class,
            refused ->
                assertThat(refused.refusal()).isEqualTo(Refusal.of(Refusal.Reason.PRICE_CHANGED)));
    assertThat(reservation(reserve(anyOrder(), euro(1_000), line(LAMP, 1))))
        .isInstanceOf(Reservation.Held.class);
  }

  @Test
  void keepsTheFirstPriceForARepeat() {
    ReservationResult first = reserve(order, null, line(LAMP, 1));
    stock.apply(new StockCommand.PutItem(LAMP, "Lamp", euro(2_000)));
    assertThat(reserve(order, null, line(LAMP, 1))).isEqualTo(first);
  }

  @Test
  void staysRefusedEvenWhenGoodsComeIn() {
    ReservationResult first = reserve(order, null, line(LAMP, 11));
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), LAMP, 10, null)));
    assertThat(reserve(order, null, line(LAMP, 11))).isEqualTo(first);
    assertThat(stock.apply(new ReservationCommand.Release(order))).isEqualTo(first);
  }

  @Test
  void distinguishesOtherContentFromARepeat() {
    reserve(order, null, line(LAMP, 1));
    assertThat(reserve(order, null, line(LAMP, 2)))
        .isEqualTo(new ReservationResult.ContentDiffers(order));
    assertThat(reserve(order, euro(1_000), line(LAMP, 1)))
        .isEqualTo(new ReservationResult.ContentDiffers(order));
  }

  @Test
  void closesAnOrderThatItDoesNotKnow() {
    stock.apply(new ReservationCommand.Release(order));
    assertThat(reservation(reserve(order, null, line(LAMP, 1))))
        .isEqualTo(new Reservation.Closed(order));
    assertThat(stock.level(LAMP).reserved()).isZero();
  }

  @Test
  void renewsAnOverdueHoldOnARepeat() {
    reserve(order, null, line(LAMP, 4));
    stock.pass(StockInMemory.HOLD_TIME);
    assertThat(reserve(order, null, line(LAMP, 4)))
        .isInstanceOfSatisfying(
            Standing.class,
            held -> assertThat(held.remaining()).isEqualTo(StockInMemory.HOLD_TIME));
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 6, 4, 0));
  }

  @Test
  void holdsStockOfAnExpiredHoldAgainIfAvailable() {
    reserve(order, null, line(LAMP, 4));
    expire(order);
    OrderId other = anyOrder();
    reserve(other, null, line(LAMP, 7));
    assertThat(reservation(reserve(order, null, line(LAMP, 4))))
        .isInstanceOf(Reservation.Expired.class);
    assertThat(reserve(order, null, line(LAMP, 3)))
        .isEqualTo(new ReservationResult.ContentDiffers(order));
    stock.apply(new ReservationCommand.Release(other));
    assertThat(reservation(reserve(order, null, line(LAMP, 4))))
        .isInstanceOf(Reservation.Held.class);
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 6, 4, 0));
  }

  @Test
  void doesNotExpireAHoldThatHasTimeLeft() {
    reserve(order, null, line(LAMP, 4));
    stock.pass(Duration.ofMinutes(14));
    assertThat(stock.apply(new ReservationCommand.Expire(order)))
        .isInstanceOfSatisfying(
            Standing.class, held -> assertThat(held.remaining()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void commitsStockOfAnExpiredHoldIfAvailable() {
    reserve(order, null, line(LAMP, 4));
    expire(order);
    reserve(anyOrder(), null, line(LAMP, 7));
    assertThat(commit(order)).isInstanceOf(Reservation.Expired.class);
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), LAMP, 1, null)));
    assertThat(commit(order)).isInstanceOf(Reservation.Committed.class);
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(11, 0, 7, 4));
  }

  @Test
  void givesBackWhatWasCommittedExactlyOnce() {
    reserve(order, null, line(LAMP, 4));
    commit(order);
    stock.apply(new ReservationCommand.Release(order));
    stock.apply(new ReservationCommand.Release(order));
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 10, 0, 0));
    assertThat(stock.apply(new ReservationCommand.Commit(order)))
        .isInstanceOf(ReservationResult.NotHeld.class);
  }

  @Test
  void appliesAReadingOnceAndRejectsAnotherUnderItsId() {
    UUID scanId = UUID.randomUUID();
    Instant time = Instant.EPOCH;
    assertThat(stock.apply(new StockCommand.Receive(new Reading(scanId, LAMP, 2, time))))
        .isEqualTo(new ReceiptResult.Accepted());
    assertThat(stock.apply(new StockCommand.Receive(new Reading(scanId, LAMP, 2, null))))
        .isEqualTo(new ReceiptResult.Duplicate());
    assertThat(stock.apply(new StockCommand.Receive(new Reading(scanId, LAMP, 3, time))))
        .isEqualTo(new ReceiptResult.ReadingDiffers(scanId));
    assertThat(stock.level(LAMP).received()).isEqualTo(12);
  }

  @Test
  void withdrawsADecisionThatOnlyItsAttemptKnows() {
    reserve(ATTEMPT, 4);
    assertThat(withdraw(ATTEMPT)).isInstanceOf(Reservation.Withdrawn.class);
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 10, 0, 0));
    assertThat(reserve(ATTEMPT, 4)).as("arriving late").isInstanceOf(Reservation.Withdrawn.class);
  }

  @Test
  void decidesAgainForAnotherAttemptAfterAWithdrawal() {
    reserve(ATTEMPT, 11);
    assertThat(withdraw(ATTEMPT)).as("refused").isInstanceOf(Reservation.Withdrawn.class);
    stock.apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), LAMP, 1, null)));
    assertThat(reserve(OTHER_ATTEMPT, 11)).isInstanceOf(Reservation.Held.class);
    assertThat(withdraw(ATTEMPT)).as("a hold of others").isInstanceOf(Reservation.Held.class);
    assertThat(commit(order)).isInstanceOf(Reservation.Committed.class);
  }

  @Test
  void keepsADecisionThatAnotherAttemptKnows() {
    reserve(ATTEMPT, 4);
    reserve(OTHER_ATTEMPT, 4);
    assertThat(withdraw(ATTEMPT)).isInstanceOf(Reservation.Held.class);
    assertThat(withdraw(OTHER_ATTEMPT)).isInstanceOf(Reservation.Held.class);
    assertThat(stock.level(LAMP)).isEqualTo(new StockLevel(10, 6, 4, 0));
  }

  @Test
  void keepsADecisionThatARecordedOrderGot() {
    reserve(ATTEMPT, 4);
    reserve(order, null, line(LAMP, 4));
    assertThat(withdraw(ATTEMPT)).isInstanceOf(Reservation.Held.class);
  }

  @Test
  void closesAWithdrawnOrderPermanently() {
    withdraw(ATTEMPT);
    stock.apply(new ReservationCommand.Release(order));
    assertThat(reserve(OTHER_ATTEMPT, 4)).isInstanceOf(Reservation.Closed.class);
    assertThat(withdraw(OTHER_ATTEMPT)).isInstanceOf(Reservation.Closed.class);
  }

  @Test
  void cutsAHoldThatAFastClockMadeTooLong() {
    stock.pass(Duration.ofHours(2));
    reserve(order, null, line(LAMP, 4));
    stock.pass(Duration.ofHours(-2));
    assertThat(stock.apply(new ReservationCommand.Expire(order)))
        .isInstanceOfSatisfying(
            Standing.class,
            held -> assertThat(held.remaining()).isEqualTo(StockInMemory.HOLD_TIME));
  }

  private Refusal refusal(RequestedLine... lines) {
    Reservation reservation = reservation(reserve(anyOrder(), null, lines));
    return ((Reservation.Refused) reservation).refusal();
  }

  private ReservationResult.OfReserve reserve(
      OrderId id, @Nullable Money expectedTotal, RequestedLine... lines) {
    ReservationRequest request = new ReservationRequest(List.of(lines), expectedTotal);
    return stock.apply(new ReservationCommand.Reserve(id, request, null));
  }

  private Reservation reserve(AttemptId attempt, int lamps) {
    ReservationRequest request = new ReservationRequest(List.of(line(LAMP, lamps)), null);
    return reservation(stock.apply(new ReservationCommand.Reserve(order, request, attempt)));
  }

  private Reservation withdraw(AttemptId attempt) {
    return reservation(stock.apply(new ReservationCommand.Withdraw(order, attempt)));
  }

  private void expire(OrderId id) {
    stock.pass(StockInMemory.HOLD_TIME);
    stock.apply(new ReservationCommand.Expire(id));
  }

  private Reservation commit(OrderId id) {
    return reservation(stock.apply(new ReservationCommand.Commit(id)));
  }

  private static Reservation reservation(ReservationResult result) {
    return ((Standing) result).reservation();
  }

  private static RequestedLine line(Sku sku, int quantity) {
    return new RequestedLine(sku, quantity);
  }

  private static Money euro(long cents) {
    return new Money("EUR", cents);
  }

  private static OrderId anyOrder() {
    return new OrderId(UUID.randomUUID());
  }
}
