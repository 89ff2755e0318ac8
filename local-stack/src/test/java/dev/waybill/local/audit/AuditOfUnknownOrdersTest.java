package dev.waybill.local.audit;

import static dev.waybill.local.audit.FakeBook.NOTHING;
import static dev.waybill.local.audit.FakeBook.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.local.words.Plural;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.PaymentState;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the audit reports about stock and money that belong to no order. */
final class AuditOfUnknownOrdersTest {
  private static final int SERVICES = Services.ALL.size();
  private static final String AUDIT = "audit: " + Plural.of(SERVICES, "service");

  @AutoClose private final AuditTrial trial = new AuditTrial();
  private final FakeServices services = trial.services;
  private final HeardFindings heard = trial.heard;

  @Test
  void doesNotMistakeAYoungOrderForAnUnknownOne() throws IOException {
    services.streamed.reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));
    services.now =
        new FakeBook()
            .order("1", OrderState.ORDER_STATE_PENDING, NOTHING)
            .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));

    AuditReport report = trial.audit(true);

    assertThat(report).isEqualTo(new AuditReport(SERVICES, 0, 0, 0, 0, 0));
  }

  @Test
  void noticesStockAndMoneyOfAnUnknownOrder() throws IOException {
    unknownOrder();

    AuditReport report = trial.audit(false);

    assertThat(heard.violations).isEmpty();
    assertThat(heard.notices).containsExactly("I7 reservations/1", "I2 payments/1");
    assertThat(report.verdict()).isEqualTo(AUDIT + ", 0 orders, 0 violations, 2 notices");
  }

  @Test
  void countsAnUnknownOrderAsAViolationWhenStrict() throws IOException {
    unknownOrder();

    assertThat(trial.audit(true).isClean()).isFalse();
    assertThat(heard.violations).containsExactly("I7 reservations/1", "I2 payments/1");
  }

  @Test
  void countsAHoldWithoutAnOrderSeparatelyEvenWhenStrict() throws IOException {
    services.streamed.hold("1", Duration.ofSeconds(843));
    services.streamed.hold("2", Duration.ofSeconds(-20));

    AuditReport report = trial.audit(true);

    assertThat(report.isClean()).isTrue();
    assertThat(heard.notices).isEmpty();
    assertThat(heard.holds)
        .containsExactly(
            "reservations/1 belongs to an order that order-service does not know, and is HELD; it"
                + " ends by itself in PT14M3S",
            "reservations/2 belongs to an order that order-service does not know, and is HELD; it"
                + " ends by itself in PT-20S");
    assertThat(report.verdict())
        .isEqualTo(AUDIT + ", 0 orders, 0 violations, 2 holds without an order");
  }

  @Test
  void countsAnOverdueHoldWithoutAnOrderAsAViolationWhenStrict() throws IOException {
    services.streamed.hold("1", Duration.ofMinutes(-2));

    assertThat(trial.audit(true).isClean()).isFalse();
    assertThat(heard.violations).containsExactly("I7 reservations/1");
  }

  @Test
  void ignoresAReservationWithoutAnOrderThatHoldsNothing() throws IOException {
    services
        .streamed
        .reservation("1", ReservationState.RESERVATION_STATE_EXPIRED, euros(5))
        .reservation("2", ReservationState.RESERVATION_STATE_RELEASED, euros(5))
        .reservation("3", ReservationState.RESERVATION_STATE_REFUSED, NOTHING)
        .reservation("4", ReservationState.RESERVATION_STATE_WITHDRAWN, NOTHING);

    assertThat(trial.audit(true)).isEqualTo(new AuditReport(SERVICES, 0, 0, 0, 0, 0));
  }

  @Test
  void countsShippedStockOfAnUnknownOrderAsAViolationWhenStrict() throws IOException {
    services.streamed.reservation("1", ReservationState.RESERVATION_STATE_COMMITTED, euros(5));

    assertThat(trial.audit(true).isClean()).isFalse();
    assertThat(heard.violations).containsExactly("I7 reservations/1");
  }

  private void unknownOrder() {
    services
        .streamed
        .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
  }
}
