package dev.waybill.local.audit;

import static dev.waybill.local.audit.FakeBook.NOTHING;
import static dev.waybill.local.audit.FakeBook.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.invariants.AuditFailedException;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.local.words.Plural;
import dev.waybill.proto.audit.v1.Violation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.PaymentState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Breaks each cross-service rule once, and the audit must name it. What only looks broken must not
 * be reported.
 */
final class AuditTest {
  @AutoClose private final AuditTrial trial = new AuditTrial();
  private final FakeServices services = trial.services;
  private final HeardFindings heard = trial.heard;

  @Test
  void findsNothingWhenAllBooksAgree() throws IOException {
    services.streamed.completedOrder("1");
    services.streamed.order("2", OrderState.ORDER_STATE_REJECTED, NOTHING);
    services
        .streamed
        .order("3", OrderState.ORDER_STATE_CANCELLED, euros(9))
        .reservation("3", ReservationState.RESERVATION_STATE_RELEASED, euros(9))
        .payment("3", PaymentState.PAYMENT_STATE_REFUNDED, euros(9), euros(9));

    AuditReport report = trial.audit(true);

    assertThat(heard.violations).isEmpty();
    assertThat(report.verdict())
        .isEqualTo(
            "audit: " + Plural.of(Services.ALL.size(), "service") + ", 3 orders, 0 violations");
    assertThat(report.isClean()).isTrue();
  }

  @Test
  void reportsViolationsThatAnyServiceFinds() throws IOException {
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      Violation violation =
          Violation.newBuilder().setInvariant("I6").setResource(service.name()).build();
      services.ownViolations.put(service, List.of(violation));
    }

    assertThat(trial.audit(false).violations()).isEqualTo(Services.ALL.size());
    assertThat(heard.violations)
        .containsExactlyElementsOf(
            Services.ALL.stream().map(service -> "I6 " + service.name()).toList());
  }

  @Test
  void namesACompletedOrderThatWasNotPaid() throws IOException {
    services.streamed.completedOrder("1").payments.clear();

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I2 payments/1");
    assertThat(heard.descriptions)
        .containsExactly(
            "is missing, expected captured 25.00 EUR, refunded nothing: the order is COMPLETED");
  }

  @Test
  void namesACompletedOrderThatWasChargedAnotherAmount() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .payment("1", PaymentState.PAYMENT_STATE_CAPTURED, euros(24), NOTHING);

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I2 payments/1");
  }

  @Test
  void namesACompletedOrderThatWasRefunded() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .payment("1", PaymentState.PAYMENT_STATE_REFUNDED, euros(25), euros(25));

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I2 payments/1");
  }

  @Test
  void namesACompletedOrderWhoseStockIsNotShipped() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(25));
    services.streamed.completedOrder("2").reservations.remove("2");

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I7 reservations/1", "I7 reservations/2");
  }

  @Test
  void namesAReservationOverAnotherTotal() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .reservation("1", ReservationState.RESERVATION_STATE_COMMITTED, euros(26));

    trial.audit(false);

    assertThat(heard.descriptions)
        .containsExactly(
            "is COMMITTED over 26.00 EUR, expected COMMITTED over 25.00 EUR: the order is"
                + " COMPLETED");
  }

  @Test
  void namesARejectedOrderThatHoldsStock() throws IOException {
    services
        .streamed
        .order("1", OrderState.ORDER_STATE_REJECTED, euros(5))
        .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I7 reservations/1");
  }

  @Test
  void namesACancelledOrderWhoseMoneyWasKept() throws IOException {
    services
        .streamed
        .order("1", OrderState.ORDER_STATE_CANCELLED, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_CAPTURED, euros(5), NOTHING)
        .order("2", OrderState.ORDER_STATE_CANCELLED, euros(5))
        .payment("2", PaymentState.PAYMENT_STATE_REFUNDED, euros(5), euros(4));

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I2 payments/1", "I2 payments/2");
  }

  @Test
  void namesARejectedOrderWhoseAuthorizationIsOpen() throws IOException {
    services
        .streamed
        .order("1", OrderState.ORDER_STATE_REJECTED, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);

    trial.audit(false);

    assertThat(heard.violations).containsExactly("I2 payments/1");
  }

  @Test
  void doesNotJudgeAnOrderThatCanStillChange() throws IOException {
    services
        .streamed
        .order("1", OrderState.ORDER_STATE_CANCELLING, euros(5))
        .reservation("1", ReservationState.RESERVATION_STATE_COMMITTED, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_CAPTURED, euros(5), NOTHING);

    assertThat(trial.audit(true).violations()).isZero();
  }

  @Test
  void rereadsWhatChangedWhileTheBooksWereRead() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
    services.now = new FakeBook().completedOrder("1");

    assertThat(trial.audit(true).violations()).isZero();
  }

  @Test
  void givesAChangeTimeToFinish() throws IOException {
    services.streamed.reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));
    AtomicInteger looks = new AtomicInteger();
    services.beforeLook =
        () -> {
          if (looks.incrementAndGet() == 4) {
            services.now.order("1", OrderState.ORDER_STATE_PENDING, NOTHING);
          }
        };

    assertThat(trial.audit(true).violations()).isZero();
    assertThat(looks).hasValue(4);
  }

  @Test
  void namesTheServiceThatDoesNotAnswer() throws IOException {
    ServiceChannels there = services.start();
    ServiceChannels channels =
        service -> service.equals(Services.INVENTORY) ? services.nowhere() : there.to(service);
    Audit audit = new Audit(channels, AuditOptions.allStrictly(), heard);

    assertThatThrownBy(audit::run)
        .isInstanceOfSatisfying(
            AuditFailedException.class,
            failed -> assertThat(failed.service()).isEqualTo(Services.INVENTORY));
  }
}
