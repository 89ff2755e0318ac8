package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.testing.Turns;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.workflow.AuthorizePayment;
import dev.waybill.payment.workflow.CancelPayment;
import dev.waybill.payment.workflow.CapturePayment;
import dev.waybill.payment.workflow.PaymentOutcome.Answered;
import dev.waybill.payment.workflow.PaymentOutcome.ContentDiffers;
import dev.waybill.payment.workflow.PaymentOutcome.NotAuthorized;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests about one order race each other step by step, in a random order, and processes die
 * between steps. After every step the audit must find no violation, and in the end the books must
 * agree with the processor.
 */
final class PaymentRacesTest {
  private static final DatabaseSettings DATABASE =
      TestPostgres.freshDatabase(PaymentPorts.MIGRATIONS);
  private static final PaymentPorts PORTS =
      PaymentPorts.open(
          new PaymentServiceConfig(new ServerSettings(0), DATABASE)
              .withProcessorTimeout(Duration.ofSeconds(5)));
  private static final Database CONNECTION = Database.open(DATABASE, PaymentPorts.MIGRATIONS);
  private static final PaymentStore STORE = Turns.pausing(PaymentStore.class, PORTS.store());
  private static final CardProcessor PROCESSOR =
      Turns.pausing(CardProcessor.class, PORTS.processor());
  private static final CancelPayment CANCEL = new CancelPayment(STORE, PROCESSOR);
  private static final AuthorizePayment AUTHORIZE = new AuthorizePayment(STORE, PROCESSOR, CANCEL);
  private static final CapturePayment CAPTURE = new CapturePayment(STORE, PROCESSOR, CANCEL);

  private static final int RACES = 30;

  @AfterAll
  static void stop() {
    new PaymentWiring(PORTS).close();
    CONNECTION.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void leaveTheBooksInAgreementWithTheProcessor(long seed) {
    Random random = new Random(seed);
    for (int race = 0; race < RACES; race++) {
      OrderId order = anyOrder();
      race(order, random, 0);
      String processors = processorsBooks(order);
      // A declined card can be cancelled before the books know that it was requested.
      assertThat(books(order)).isIn(processors, processors.replace("DECLINED", "VOIDED"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void leaveNothingTakenAfterAnAnsweredCancelEvenIfProcessesDie(long seed) {
    Random random = new Random(seed);
    for (int race = 0; race < RACES; race++) {
      OrderId order = anyOrder();
      race(order, random, 0.15);
      // A caller whose process died without an answer retries; here, with a cancel.
      CANCEL.cancel(order, budget());
      assertThat(violations()).isEmpty();
      assertThat(processorsBooks(order)).isIn("VOIDED", "REFUNDED", "DECLINED");
      assertThat(books(order)).isIn(processorsBooks(order), "VOIDED");
    }
  }

  @Test
  void letARepeatFindWhatADeadProcessHadApproved() {
    OrderId order = anyOrder();
    PORTS.processor().authorize(order, terms("tok_ok"), budget());

    assertThat(AUTHORIZE.authorize(order, terms("tok_declined"), budget()))
        .isEqualTo(new ContentDiffers(order));
    assertThat(AUTHORIZE.authorize(order, terms("tok_ok"), budget())).isInstanceOf(Answered.class);
    assertThat(books(order)).isEqualTo("AUTHORIZED");
  }

  @Test
  void letACancelBookTheCaptureOfADeadProcessToo() {
    OrderId order = anyOrder();
    AUTHORIZE.authorize(order, terms("tok_ok"), budget());
    PORTS.processor().capture(order, AMOUNT, budget());

    CANCEL.cancel(order, budget());

    assertThat(books(order)).isEqualTo("REFUNDED");
    assertThat(violations()).isEmpty();
  }

  @Test
  void letALateCallFinishTheCancelOfADeadProcess() {
    OrderId capturing = anyOrder();
    OrderId authorizing = anyOrder();
    AUTHORIZE.authorize(capturing, terms("tok_ok"), budget());
    PORTS.processor().cancel(capturing, budget());
    PORTS.processor().cancel(authorizing, budget());

    assertThat(CAPTURE.capture(capturing, AMOUNT, budget())).isInstanceOf(NotAuthorized.class);
    assertThat(AUTHORIZE.authorize(authorizing, terms("tok_ok"), budget()))
        .isInstanceOf(Answered.class);
    assertThat(books(capturing)).isEqualTo("VOIDED");
    assertThat(books(authorizing)).isEqualTo("VOIDED");
  }

  private static void race(OrderId order, Random random, double deaths) {
    if (random.nextBoolean()) {
      AUTHORIZE.authorize(order, terms("tok_ok"), budget());
    }
    Turns turns = new Turns();
    int requests = 2 + random.nextInt(4);
    for (int i = 0; i < requests; i++) {
      turns.add(request(order, random));
    }
    turns.run(random, deaths, () -> assertThat(violations()).isEmpty());
  }

  private static Runnable request(OrderId order, Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> () -> AUTHORIZE.authorize(order, terms("tok_ok"), budget());
      case 2 -> () -> AUTHORIZE.authorize(order, terms("tok_declined"), budget());
      case 3, 4 -> () -> CAPTURE.capture(order, AMOUNT, budget());
      default -> () -> CANCEL.cancel(order, budget());
    };
  }

  private static List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    PORTS.audit().violations(found::add);
    return found;
  }

  private static String books(OrderId order) {
    return state("SELECT state FROM payments WHERE order_id = ?", order);
  }

  private static String processorsBooks(OrderId order) {
    return state(
        "SELECT replace(state, 'APPROVED', 'AUTHORIZED') FROM sandbox.charges WHERE key = ?",
        order);
  }

  private static String state(String sql, OrderId order) {
    return CONNECTION
        .read(
            budget(),
            handle -> handle.createQuery(sql).bind(0, order.value()).mapTo(String.class).findOne())
        .orElse("none");
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(30));
  }
}
