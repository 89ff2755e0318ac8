package dev.waybill.cli.audit;

import static dev.waybill.cli.audit.FakeBook.NOTHING;
import static dev.waybill.cli.audit.FakeBook.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.PaymentState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only looks wrong, because orders change while the books are read, is not a finding. */
final class SuspectsTest {
  private final FakeServices services = new FakeServices();
  private final HeardFindings heard = new HeardFindings();

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void givesAChangeAFewMomentsToEnd() throws IOException {
    services.streamed.reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));
    AtomicInteger looks = new AtomicInteger();
    services.beforeLook =
        () -> {
          if (looks.incrementAndGet() == 4) {
            services.now.order("1", OrderState.ORDER_STATE_PENDING, NOTHING);
          }
        };

    assertThat(audit(true).violations()).isZero();
    assertThat(looks).hasValue(4);
  }

  @Test
  void readsAgainWhatChangedWhileTheBooksWereRead() throws IOException {
    services
        .streamed
        .completedOrder("1")
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
    services.now = new FakeBook().completedOrder("1");

    assertThat(audit(true).violations()).isZero();
  }

  @Test
  void doesNotMistakeAYoungOrderForAnUnknownOne() throws IOException {
    services.streamed.reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));
    services.now =
        new FakeBook()
            .order("1", OrderState.ORDER_STATE_PENDING, NOTHING)
            .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5));

    AuditReport report = audit(true);

    assertThat(report).isEqualTo(new AuditReport(0, 0, 0, 0));
  }

  @Test
  void noticesStockAndMoneyOfAnUnknownOrder() throws IOException {
    unknownOrder();

    AuditReport report = audit(false);

    assertThat(heard.violations).isEmpty();
    assertThat(heard.notices).containsExactly("I7 reservations/1", "I2 payments/1");
    assertThat(report.verdict()).isEqualTo("audit: 0 orders, 0 violations, 2 notices");
  }

  @Test
  void countsAnUnknownOrderAsAViolationWhenStrict() throws IOException {
    unknownOrder();

    assertThat(audit(true).isClean()).isFalse();
    assertThat(heard.violations).containsExactly("I7 reservations/1", "I2 payments/1");
  }

  private void unknownOrder() {
    services
        .streamed
        .reservation("1", ReservationState.RESERVATION_STATE_HELD, euros(5))
        .payment("1", PaymentState.PAYMENT_STATE_AUTHORIZED, NOTHING, NOTHING);
  }

  private AuditReport audit(boolean strict) throws IOException {
    AuditOptions options = new AuditOptions(strict, Duration.ZERO, Optional.empty());
    return new Audit(services.start(), options, heard, Duration.ofMillis(1)).run();
  }
}
