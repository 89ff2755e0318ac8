package dev.waybill.system.faults.network;

import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.AuthorizePaymentResponse;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentResponse;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceImplBase;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A payment-service that is up but answers every call with UNAVAILABLE. It counts the calls. */
final class RefusingPayments extends PaymentServiceImplBase
    implements ServerInterceptor, AutoCloseable {
  /** The header that gRPC's own retry adds to its attempts. */
  private static final Metadata.Key<String> PREVIOUS_ATTEMPTS =
      Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;
  private final AtomicInteger authorizations = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();

  RefusingPayments() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(ServerInterceptors.intercept(this, this))
              .addService(new HealthStatusManager().getHealthService())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** How many of the attempts were to authorize. */
  int authorizations() {
    return authorizations.get();
  }

  /** How many attempts were gRPC's own retries, of any call. */
  int retries() {
    return retries.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (headers.containsKey(PREVIOUS_ATTEMPTS)) {
      retries.incrementAndGet();
    }
    return next.startCall(call, headers);
  }

  @Override
  public void authorizePayment(
      AuthorizePaymentRequest request, StreamObserver<AuthorizePaymentResponse> observer) {
    authorizations.incrementAndGet();
    refuse(observer);
  }

  @Override
  public void cancelPayment(
      CancelPaymentRequest request, StreamObserver<CancelPaymentResponse> observer) {
    refuse(observer);
  }

  @Override
  public StreamObserver<SettlePaymentsRequest> settlePayments(
      StreamObserver<SettlePaymentsResponse> observer) {
    refuse(observer);
    return new StreamObserver<>() {
      @Override
      public void onNext(SettlePaymentsRequest instruction) {
        // It was refused already.
      }

      @Override
      public void onError(Throwable failure) {
        // The client is gone.
      }

      @Override
      public void onCompleted() {
        // It was refused already.
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static void refuse(StreamObserver<?> observer) {
    observer.onError(Status.UNAVAILABLE.withDescription("closed for the day").asException());
  }
}
