package dev.waybill.payment.sandbox;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.goodCard;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Approved;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.CaptureRefused;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Captured;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Closed;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Declined;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Found;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.GivenBack;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.KeyReused;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.NotFound;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.NothingHeld;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.NothingTaken;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.ToAuthorize;
import dev.waybill.payment.domain.CardProcessor.ProcessorTimeoutException;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment.DeclineReason;
import dev.waybill.payment.domain.PaymentTerms;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox behaves as its tokens say, and keeps the promises of a real provider. */
final class SandboxCardProcessorTest {
  private static final String MIGRATIONS = "db/migration/payment";

  /** One for all tests, because each has a key of its own. */
  @AutoClose
  private static final Database DATABASE =
      Database.open(TestPostgres.freshDatabase(MIGRATIONS), MIGRATIONS);

  @AutoClose private final SandboxCardProcessor processor = open();
  private final OrderId key = anyOrder();

  @Test
  void approvesAGoodCardAndTakesItsMoneyOnce() {
    assertThat(authorize(goodCard())).isEqualTo(new Approved());
    assertThat(capture(AMOUNT)).isEqualTo(new Captured());
    assertThat(capture(AMOUNT)).isEqualTo(new Captured());
    assertThat(authorize(goodCard())).isEqualTo(new Approved());
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, CARD_DECLINED",
    "tok_insufficient_funds, INSUFFICIENT_FUNDS",
    "tok_never_heard_of, CARD_DECLINED"
  })
  void declines(String token, DeclineReason reason) {
    assertThat(authorize(terms(token))).isEqualTo(new Declined(reason));
    assertThat(processor.find(key, budget()))
        .isEqualTo(new Found(terms(token), new Declined(reason)));
    assertThat(capture(AMOUNT)).isEqualTo(new NothingHeld());
    assertThat(processor.cancel(key, budget())).isEqualTo(new NothingTaken());
  }

  @Test
  void answersTooLateTheFirstTimeOnly() {
    PaymentTerms late = terms("tok_timeout_then_ok");

    assertThatThrownBy(() -> authorize(late)).isInstanceOf(ProcessorTimeoutException.class);
    assertThat(processor.find(key, budget())).isEqualTo(new Found(late, new Approved()));
    assertThat(authorize(late)).isEqualTo(new Approved());
  }

  @Test
  void losesEveryAttempt() {
    PaymentTerms lost = terms("tok_timeout_lost");

    assertThatThrownBy(() -> authorize(lost)).isInstanceOf(ProcessorTimeoutException.class);
    assertThatThrownBy(() -> authorize(lost)).isInstanceOf(ProcessorTimeoutException.class);
    assertThat(processor.find(key, budget())).isEqualTo(new NotFound());
  }

  @Test
  void waitsNoLongerThanTheCallersTime() {
    long start = System.nanoTime();
    try (SandboxCardProcessor patient =
        new SandboxCardProcessor(DATABASE, Duration.ofMinutes(1), GroupSettings.defaults())) {
      TimeBudget brief = TimeBudget.of(Duration.ofMillis(50));

      assertThatThrownBy(() -> patient.authorize(key, terms("tok_timeout_lost"), brief))
          .isInstanceOf(ProcessorTimeoutException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void refusesACapturePermanently() {
    assertThat(authorize(terms("tok_capture_refused"))).isEqualTo(new Approved());
    assertThat(capture(AMOUNT)).isEqualTo(new CaptureRefused());
    assertThat(capture(AMOUNT)).isEqualTo(new CaptureRefused());
    assertThat(processor.cancel(key, budget())).isEqualTo(new NothingTaken());
  }

  @Test
  void refusesToTakeAnotherAmountThanWasSetAside() {
    authorize(goodCard());

    assertThat(capture(new Money("EUR", 1251))).isEqualTo(new CaptureRefused());
  }

  @Test
  void refusesAKeyReusedWithOtherTerms() {
    authorize(goodCard());

    assertThat(authorize(terms("tok_capture_refused"))).isEqualTo(new KeyReused());
  }

  @Test
  void closesAKeyItHasNeverSeen() {
    assertThat(processor.cancel(key, budget())).isEqualTo(new NothingTaken());

    assertThat(authorize(goodCard())).isEqualTo(new Closed());
    assertThat(processor.find(key, budget())).isEqualTo(new Closed());
    assertThat(capture(AMOUNT)).isEqualTo(new Closed());
  }

  @Test
  void givesBackWhatItTookAndRepeatsThatAnswer() {
    authorize(goodCard());
    capture(AMOUNT);

    assertThat(processor.cancel(key, budget())).isEqualTo(new GivenBack());
    assertThat(processor.cancel(key, budget())).isEqualTo(new GivenBack());
    assertThat(capture(AMOUNT)).isEqualTo(new Closed());
    assertThat(authorize(goodCard())).isEqualTo(new Closed());
  }

  @Test
  void remembersWhatItDidAfterARestart() {
    authorize(goodCard());
    try (SandboxCardProcessor restarted = open()) {
      assertThat(restarted.find(key, budget())).isEqualTo(new Found(goodCard(), new Approved()));
    }
  }

  private SandboxCardProcessor open() {
    return new SandboxCardProcessor(DATABASE, Duration.ofMillis(2500), GroupSettings.defaults());
  }

  private ToAuthorize authorize(PaymentTerms terms) {
    return processor.authorize(key, terms, budget());
  }

  private Object capture(Money amount) {
    return processor.capture(key, amount, budget());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
