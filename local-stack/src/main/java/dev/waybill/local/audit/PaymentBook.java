package dev.waybill.local.audit;

import com.google.protobuf.Duration;
import dev.waybill.local.audit.digest.MoneyDigest;
import dev.waybill.local.audit.digest.SortedDigests;
import dev.waybill.local.invariants.Answers;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.payment.audit.v1.ListDigestsRequest;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc.PaymentAuditServiceBlockingStub;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import io.grpc.Channel;
import java.util.Optional;

/** The audit's view of payment-service. */
final class PaymentBook {
  private final Answers answers = new Answers(Services.PAYMENT);
  private final PaymentAuditServiceBlockingStub audit;
  private final PaymentServiceBlockingStub payments;

  PaymentBook(Channel channel) {
    this.audit = PaymentAuditServiceGrpc.newBlockingStub(channel);
    this.payments = PaymentServiceGrpc.newBlockingStub(channel);
  }

  SortedDigests<MoneyDigest> digests(Duration settledFor) {
    ListDigestsRequest request = ListDigestsRequest.newBuilder().setSettledFor(settledFor).build();
    return new SortedDigests<>(
        answers, answers.stream(() -> audit.listDigests(request), MoneyDigest::of));
  }

  Optional<MoneyDigest> find(String orderId) {
    GetPaymentRequest request = GetPaymentRequest.newBuilder().setOrderId(orderId).build();
    return answers.find(() -> MoneyDigest.of(payments.getPayment(request).getPayment()));
  }
}
