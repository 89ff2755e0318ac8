package dev.waybill.common.auth;

import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.audit.InvariantCheck;
import dev.waybill.common.audit.Violation;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.TokenIssuer;
import dev.waybill.sample.v1.ExchangeItemsRequest;
import dev.waybill.sample.v1.ExchangeItemsResponse;
import dev.waybill.sample.v1.ForeignServiceGrpc;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server that knows people by the tokens of one issuer. */
record ServerOfTokens(
    TokenIssuer issuer,
    Sample service,
    EndlessAudit audit,
    GrpcServer server,
    ManagedChannel channel)
    implements AutoCloseable {

  static ServerOfTokens start(TokenIssuer issuer) {
    Sample service = new Sample();
    EndlessAudit audit = new EndlessAudit();
    GrpcServer server =
        GrpcServer.start(
            issuer.serverSettings(),
            SampleWiring.of(service, new AuditGrpcService(audit)).withForeign(new Foreign()));
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    return new ServerOfTokens(issuer, service, audit, server, channel);
  }

  /** Returns a channel with a new, good token. */
  Channel calledBy(String subject, String... roles) {
    return TokenIssuer.with(issuer.token(subject, roles), channel);
  }

  /** Returns how many calls have reached the service. */
  int calls() {
    return service.calls.get();
  }

  /** Returns how many audits have begun and not ended. */
  int auditsUnderWay() {
    return audit.underWay.get();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }

  /** Finds violations without end. */
  static final class EndlessAudit implements InvariantCheck {
    private final AtomicInteger underWay = new AtomicInteger();

    @Override
    public void violations(Consumer<Violation> consumer) {
      underWay.incrementAndGet();
      try {
        while (true) {
          consumer.accept(new Violation("I1", "entries/1", "found again"));
        }
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  /** Has streams without end. */
  private static final class Foreign extends ForeignServiceGrpc.ForeignServiceImplBase {
    @Override
    public StreamObserver<ExchangeItemsRequest> exchangeItems(
        StreamObserver<ExchangeItemsResponse> observer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ExchangeItemsRequest message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
      };
    }
  }

  /** Answers at once, and watches without end. */
  static final class Sample extends SampleServiceGrpc.SampleServiceImplBase {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
      calls.incrementAndGet();
      observer.onNext(GetItemResponse.getDefaultInstance());
      observer.onCompleted();
    }

    @Override
    public void watchItems(WatchItemsRequest request, StreamObserver<WatchItemsResponse> observer) {
      calls.incrementAndGet();
      PushStream.open(observer, OutboundBuffer.ofAtMost(1, "--buffer"), _ -> "the-place")
          .push(WatchItemsResponse.getDefaultInstance());
    }
  }
}
