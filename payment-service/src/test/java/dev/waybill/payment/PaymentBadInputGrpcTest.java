package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.common.testing.CallError;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.CapturePaymentRequest;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import io.grpc.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that violate the contract are refused with the field's name, and store nothing. */
final class PaymentBadInputGrpcTest {
  private static final RunningPayments PAYMENTS = new RunningPayments();

  @AfterAll
  static void stop() {
    PAYMENTS.close();
  }

  static Stream<Arguments> badAmounts() {
    return Stream.of(
        Arguments.of("amount.nanos", euros(1, 1)),
        Arguments.of("amount.nanos", euros(1, -10_000_000)),
        Arguments.of("amount.nanos", euros(0, 1_000_000_000)),
        Arguments.of(
            "amount.currency_code", euros(1, 0).toBuilder().setCurrencyCode("XXX").build()),
        Arguments.of("amount.currency_code", euros(1, 0).toBuilder().clearCurrencyCode().build()),
        Arguments.of("amount.units", euros(Long.MAX_VALUE, 0)),
        Arguments.of("amount", euros(1_000_000_001, 0)),
        Arguments.of("amount", euros(0, 0)),
        Arguments.of("amount", euros(-1, 0)));
  }

  @ParameterizedTest
  @MethodSource("badAmounts")
  void rejectsInvalidAmount(String field, Money amount) {
    var authorize = good().setAmount(amount).build();
    var capture =
        CapturePaymentRequest.newBuilder()
            .setOrderId(authorize.getOrderId())
            .setAmount(amount)
            .build();

    assertThat(CallError.of(() -> authorize(authorize)))
        .satisfies(failure -> names(failure, field));
    assertThat(CallError.of(() -> PAYMENTS.stub().capturePayment(capture)))
        .satisfies(failure -> names(failure, field));
    assertThat(PAYMENTS.query("SELECT count(*) FROM payments")).containsExactly("0");
    assertThat(PAYMENTS.query("SELECT count(*) FROM sandbox.charges")).containsExactly("0");
  }

  @Test
  void rejectsMissingAmount() {
    AuthorizePaymentRequest request = good().clearAmount().build();

    names(CallError.of(() -> authorize(request)), "amount");
  }

  @Test
  void rejectsMalformedToken() {
    AuthorizePaymentRequest request = good().setPaymentToken("4111 1111").build();

    names(CallError.of(() -> authorize(request)), "payment_token");
  }

  @Test
  void rejectsMalformedOrderId() {
    AuthorizePaymentRequest authorize = good().setOrderId("17").build();
    var cancel = CancelPaymentRequest.newBuilder().setOrderId("17").build();
    var get = GetPaymentRequest.getDefaultInstance();

    names(CallError.of(() -> authorize(authorize)), "order_id");
    names(CallError.of(() -> PAYMENTS.stub().cancelPayment(cancel)), "order_id");
    names(CallError.of(() -> PAYMENTS.stub().getPayment(get)), "order_id");
  }

  @Test
  void rejectsNegativePageSize() {
    var request = ListPaymentsRequest.newBuilder().setPageSize(-1).build();

    names(CallError.of(() -> PAYMENTS.stub().listPayments(request)), "page_size");
  }

  @Test
  void rejectsTamperedPageToken() {
    var request = ListPaymentsRequest.newBuilder().setPageToken("bm90IG91cnM").build();

    CallError failure = CallError.of(() -> PAYMENTS.stub().listPayments(request));

    names(failure, "page_token");
    assertThat(failure.reason()).isEqualTo("INVALID_PAGE_TOKEN");
  }

  private static void names(CallError failure, String field) {
    assertThat(failure.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.fields()).containsExactly(field);
  }

  private static void authorize(AuthorizePaymentRequest request) {
    var _ = PAYMENTS.stub().authorizePayment(request);
  }

  private static AuthorizePaymentRequest.Builder good() {
    return RunningPayments.request(anyOrder(), AMOUNT, "tok_ok").toBuilder();
  }

  private static Money euros(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).setNanos(nanos).build();
  }
}
