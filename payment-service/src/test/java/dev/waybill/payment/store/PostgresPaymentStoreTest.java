package dev.waybill.payment.store;

import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.authorized;
import static dev.waybill.payment.domain.Payments.goodCard;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.DeclineReason;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Stands;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentStore.PagePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store has confirmed is stored, and stored once. */
final class PostgresPaymentStoreTest {
  private static final String MIGRATIONS = "db/migration/payment";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  @AutoClose private final Database database = Database.open(settings, MIGRATIONS);

  @AutoClose
  private final PostgresPaymentStore store =
      new PostgresPaymentStore(database, GroupSettings.defaults());

  private final OrderId order = anyOrder();

  static Stream<Payment.Decided> decisions() {
    return Stream.of(
        authorized(anyOrder()),
        new Payment.Declined(anyOrder(), terms("tok_declined"), DeclineReason.CARD_DECLINED),
        new Payment.Declined(anyOrder(), terms("tok_x"), DeclineReason.INSUFFICIENT_FUNDS));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void keepsEveryDecision(Payment.Decided decided) {
    PaymentRecord answered = stands(store.apply(new RecordAuthorization(decided), budget()));

    assertThat(answered.payment()).isEqualTo(decided);
    assertThat(store.find(decided.orderId(), budget())).contains(answered);
  }

  @Test
  void keepsEveryLaterState() {
    OrderId refused = authorize(anyOrder());
    OrderId voided = authorize(anyOrder());
    OrderId refunded = authorize(anyOrder());
    authorize(order);
    store.apply(new RecordCapture(order, true), budget());
    store.apply(new RecordCapture(refused, false), budget());
    store.apply(new RecordCancel(voided, false), budget());
    store.apply(new RecordCapture(refunded, true), budget());
    store.apply(new RecordCancel(refunded, true), budget());

    assertThat(payment(order)).isEqualTo(new Payment.Captured(order, goodCard()));
    assertThat(payment(refused)).isEqualTo(new Payment.CaptureRefused(refused, goodCard()));
    assertThat(payment(voided)).isEqualTo(new Payment.Voided(voided, goodCard()));
    assertThat(payment(refunded)).isEqualTo(new Payment.Refunded(refunded, goodCard()));
  }

  @Test
  void storesAClosedPaymentForAnUnknownOrder() {
    store.apply(new RecordCancel(order, false), budget());

    assertThat(payment(order)).isEqualTo(new Payment.Closed(order));
  }

  @Test
  void findsNothingForAnOrderWithoutPayment() {
    assertThat(store.find(order, budget())).isEmpty();
  }

  @Test
  void doesNotReadAnAuthorizedPaymentAgainToCaptureIt() {
    authorize(order);
    delete(order);

    assertThat(store.find(order, budget())).isEmpty();
    assertThat(store.findToCapture(order, budget()).orElseThrow().payment())
        .isEqualTo(authorized(order));
  }

  @Test
  void readsAPaymentInAnyOtherStateToCaptureIt() {
    OrderId captured = authorize(anyOrder());
    store.apply(new RecordCapture(captured, true), budget());
    try (Database otherDatabase = Database.open(settings, MIGRATIONS);
        var other = new PostgresPaymentStore(otherDatabase, GroupSettings.defaults())) {
      other.apply(new RecordCancel(captured, true), budget());
    }

    assertThat(store.findToCapture(captured, budget()).orElseThrow().payment())
        .isEqualTo(new Payment.Refunded(captured, goodCard()));
    assertThat(store.findToCapture(order, budget())).isEmpty();
  }

  @Test
  void postsTheLegsOfACaptureOnce() {
    authorize(order);
    store.apply(new RecordCapture(order, true), budget());
    store.apply(new RecordCapture(order, true), budget());

    assertThat(ledger())
        .containsExactly("CAPTURE PROCESSOR_RECEIVABLE EUR 1250", "CAPTURE SALES EUR -1250");
  }

  @Test
  void createsAPaymentOnceWhenTwoInstancesTryAtOnce() throws Exception {
    try (Database otherDatabase = Database.open(settings, MIGRATIONS);
        var other = new PostgresPaymentStore(otherDatabase, GroupSettings.defaults());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<PaymentResult.OfAuthorization>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        OrderId contended = i % 2 == 0 ? order : anyOrder();
        var command = new RecordAuthorization(authorized(contended));
        calls.add(() -> store.apply(command, budget()));
        calls.add(() -> other.apply(command, budget()));
      }
      List<PaymentRecord> answers = new ArrayList<>();
      for (Future<PaymentResult.OfAuthorization> answer : threads.invokeAll(calls)) {
        answers.add(stands(answer.get()));
      }

      assertThat(answers.stream().filter(answer -> answer.payment().orderId().equals(order)))
          .hasSize(40)
          .containsOnly(store.find(order, budget()).orElseThrow());
    }
  }

  @Test
  void listsNewestFirstFromAnyPosition() {
    List<OrderId> oldestFirst = Stream.generate(() -> authorize(anyOrder())).limit(5).toList();

    List<PaymentRecord> first = store.list(null, 2, budget());
    List<PaymentRecord> rest = store.list(PagePosition.of(first.getLast()), 10, budget());

    assertThat(Stream.concat(first.stream(), rest.stream()))
        .extracting(record -> record.payment().orderId())
        .containsExactlyElementsOf(oldestFirst.reversed());
  }

  private OrderId authorize(OrderId orderId) {
    store.apply(new RecordAuthorization(authorized(orderId)), budget());
    return orderId;
  }

  private Payment payment(OrderId orderId) {
    return store.find(orderId, budget()).orElseThrow().payment();
  }

  private void delete(OrderId orderId) {
    database.inTransaction(
        budget(),
        handle -> handle.execute("DELETE FROM payments WHERE order_id = ?", orderId.value()));
  }

  private static PaymentRecord stands(PaymentResult.OfAuthorization result) {
    assertThat(result).isInstanceOf(Stands.class);
    return ((Stands) result).record();
  }

  private List<String> ledger() {
    return database.read(
        budget(),
        handle ->
            handle
                .createQuery(
                    "SELECT concat_ws(' ', kind, account, currency, amount_minor)"
                        + " FROM ledger_legs ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
