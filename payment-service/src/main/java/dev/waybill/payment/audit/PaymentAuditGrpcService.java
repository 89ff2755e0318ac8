package dev.waybill.payment.audit;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.grpc.PaymentMessages;
import dev.waybill.proto.payment.audit.v1.ListDigestsRequest;
import dev.waybill.proto.payment.audit.v1.ListDigestsResponse;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** The gRPC service for the audit; a slow reader slows the reading down. */
public final class PaymentAuditGrpcService
    extends PaymentAuditServiceGrpc.PaymentAuditServiceImplBase {
  private final PaymentAudit audit;

  public PaymentAuditGrpcService(PaymentAudit audit) {
    this.audit = audit;
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    Duration settledFor = TimeMessages.toDuration(request.getSettledFor());
    StreamedAnswer.start(
        sink -> audit.digests(settledFor, digest -> sink.accept(toMessage(digest))), observer);
  }

  private static ListDigestsResponse toMessage(PaymentDigest digest) {
    Payment payment = digest.payment();
    var message =
        ListDigestsResponse.newBuilder()
            .setOrderId(payment.orderId().toString())
            .setState(PaymentMessages.state(payment));
    if (payment instanceof Payment.Asked asked) {
      message.setAmount(MoneyMessages.toMessage(asked.terms().amount()));
    }
    Money captured = digest.captured();
    if (captured != null) {
      message.setCaptured(MoneyMessages.toMessage(captured));
    }
    Money refunded = digest.refunded();
    if (refunded != null) {
      message.setRefunded(MoneyMessages.toMessage(refunded));
    }
    return message.build();
  }
}
