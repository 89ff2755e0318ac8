package dev.waybill.common.auth;

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

/** A server that knows people by the tokens of one issuer. */
record ServerOfTokens(TokenIssuer issuer, Sample service, GrpcServer server, ManagedChannel channel)
    implements AutoCloseable {

  static ServerOfTokens start(TokenIssuer issuer) {
    Sample service = new Sample();
    GrpcServer server =
        GrpcServer.start(
            issuer.serverSettings(), SampleWiring.of(service).withForeign(new Foreign()));
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    return new ServerOfTokens(issuer, service, server, channel);
  }

  /** Returns a channel with a new, good token. */
  Channel calledBy(String subject, String... roles) {
    return TokenIssuer.with(issuer.token(subject, roles), channel);
  }

  /** Returns how many calls have reached the service. */
  int calls() {
    return service.calls.get();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
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
