package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.proto.payment.audit.v1.ListDigestsRequest;
import dev.waybill.proto.payment.audit.v1.ListDigestsResponse;
import dev.waybill.proto.payment.v1.PaymentState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit finds every fault, and nothing else. */
final class PaymentAuditGrpcTest {
  @AutoClose private final RunningPayments payments = new RunningPayments();
  private final OrderId order = anyOrder();

  @Test
  void findsNothingWrongWithPaymentsInEveryState() {
    inEveryState();

    assertThat(payments.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE ledger_legs SET amount_minor = 1251 WHERE account = 'PROCESSOR_RECEIVABLE'"
            + "| the ledger sums to 1 minor units",
        "UPDATE ledger_legs SET amount_minor = 1251 WHERE account = 'PROCESSOR_RECEIVABLE'"
            + "| the legs of its CAPTURE sum to 1 EUR",
        "UPDATE ledger_legs SET amount_minor = 2 * amount_minor| the ledger has 2500 captured",
        "UPDATE ledger_legs SET currency = 'USD'| 0 refunded in USD",
        "DELETE FROM ledger_legs| the ledger has 0 captured",
        "UPDATE payments SET state = 'REFUNDED'| expected 1250 captured and 1250 refunded",
        "INSERT INTO ledger_legs SELECT order_id, 'REFUND', account, currency, -amount_minor,"
            + " post_time FROM ledger_legs| the ledger has 1250 captured and 1250 refunded",
        "DELETE FROM payments| the payment is unknown with no amount",
        "DELETE FROM sandbox.charges| the card processor has nothing",
        "UPDATE sandbox.charges SET amount_minor = 2500| the card processor has CAPTURED with 2500",
        "UPDATE sandbox.charges SET state = 'APPROVED'| the card processor has APPROVED"
      })
  void reportsTampering(String tampering, String finding) {
    payments.authorize(order, "tok_ok");
    payments.capture(order, AMOUNT);

    payments.tamper(tampering);

    assertThat(payments.violations())
        .anySatisfy(violation -> assertThat(violation).startsWith("I2 ").contains(finding))
        .anySatisfy(violation -> assertThat(violation).contains("payments/" + order));
  }

  @Test
  void listsADigestOfEveryPaymentByOrderId() {
    List<OrderId> orders = inEveryState();

    List<ListDigestsResponse> digests = digests(0);

    assertThat(digests)
        .extracting(ListDigestsResponse::getOrderId)
        .containsExactlyElementsOf(orders.stream().map(OrderId::toString).sorted().toList());
    assertThat(digests)
        .filteredOn(digest -> digest.getState() == PaymentState.PAYMENT_STATE_REFUNDED)
        .singleElement()
        .satisfies(
            digest -> {
              assertThat(digest.getAmount()).isEqualTo(MoneyMessages.toMessage(AMOUNT));
              assertThat(digest.getCaptured()).isEqualTo(digest.getAmount());
              assertThat(digest.getRefunded()).isEqualTo(digest.getAmount());
            });
  }

  @Test
  void skipsPaymentsThatJustChanged() {
    payments.authorize(order, "tok_ok");

    assertThat(digests(3600)).isEmpty();
  }

  private List<OrderId> inEveryState() {
    List<OrderId> orders = Stream.generate(() -> anyOrder()).limit(7).toList();
    payments.authorize(orders.get(0), "tok_ok");
    payments.authorize(orders.get(1), "tok_declined");
    payments.authorize(orders.get(2), "tok_ok");
    payments.capture(orders.get(2), AMOUNT);
    payments.authorize(orders.get(3), "tok_ok");
    payments.cancel(orders.get(3));
    payments.authorize(orders.get(4), "tok_ok");
    payments.capture(orders.get(4), AMOUNT);
    payments.cancel(orders.get(4));
    payments.cancel(orders.get(5));
    payments.authorize(orders.get(6), "tok_capture_refused");
    payments.capture(orders.get(6), AMOUNT);
    return orders;
  }

  private List<ListDigestsResponse> digests(int settledForSeconds) {
    List<ListDigestsResponse> digests = new ArrayList<>();
    payments
        .audit()
        .listDigests(
            ListDigestsRequest.newBuilder()
                .setSettledFor(Duration.newBuilder().setSeconds(settledForSeconds))
                .build())
        .forEachRemaining(digests::add);
    return digests;
  }
}
