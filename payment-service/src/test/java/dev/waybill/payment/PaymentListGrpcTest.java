package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import dev.waybill.proto.payment.v1.Payment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The list shows each payment once, whatever the page size. */
final class PaymentListGrpcTest {
  @AutoClose private final RunningPayments payments = new RunningPayments();

  @Test
  void showsEveryPaymentOnceNewestFirst() {
    List<Payment> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      oldestFirst.add(payments.authorize(anyOrder(), "tok_ok"));
    }

    List<Payment> listed = new ArrayList<>();
    String token = "";
    do {
      ListPaymentsResponse page = list(2, token);
      listed.addAll(page.getPaymentsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed).isEqualTo(oldestFirst.reversed());
  }

  @Test
  void hasNoNextPageAfterTheLast() {
    Payment payment = payments.authorize(anyOrder(), "tok_ok");

    assertThat(list(1, "").getPaymentsList()).containsExactly(payment);
    assertThat(list(1, "").getNextPageToken()).isEmpty();
    assertThat(list(0, "").getPaymentsList()).containsExactly(payment);
  }

  private ListPaymentsResponse list(int size, String token) {
    return payments
        .stub()
        .listPayments(
            ListPaymentsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }
}
