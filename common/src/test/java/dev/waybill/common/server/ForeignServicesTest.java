package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.sample.v1.ExchangeItemsRequest;
import dev.waybill.sample.v1.ExchangeItemsResponse;
import dev.waybill.sample.v1.ForeignServiceGrpc;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Services whose contracts have no policies, on one of our servers. */
final class ForeignServicesTest {
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);
  private static final int MOST_STREAMS = 2;

  private final AtomicInteger streams = new AtomicInteger();
  private final SampleWiring wiring =
      SampleWiring.of(SampleService.answering()).withForeign(new Foreign());

  @AutoClose
  private final GrpcServer server =
      GrpcServer.start(
          CommandLine.populateCommand(
              new ServerSettings(0),
              "--drain-timeout=%ss".formatted(DRAIN_TIMEOUT.toSeconds()),
              "--max-caller-streams=" + MOST_STREAMS),
          wiring);

  @AutoClose("shutdownNow")
  private final ManagedChannel channel = Ports.channel(server);

  @Test
  void answersCallsAndReportsHealth() {
    GetItemRequest request = GetItemRequest.newBuilder().setName("not checked").build();

    assertThat(ForeignServiceGrpc.newBlockingStub(channel).getItem(request).getName())
        .isEqualTo("not checked");
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(
                    HealthCheckRequest.newBuilder().setService("sample.v1.ForeignService").build())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void endsStreamsWhenTheServerStops() throws Exception {
    var stream = exchange();
    await().until(() -> streams.get() == 1);
    long before = System.nanoTime();

    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(DRAIN_TIMEOUT.dividedBy(2));
    assertThat(stream.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(stream.reason()).isEqualTo("STREAM_ENDED");
  }

  @Test
  void limitsTheStreamsOfOneCaller() throws Exception {
    for (int i = 0; i < MOST_STREAMS; i++) {
      var _ = exchange();
    }
    await().until(() -> streams.get() == MOST_STREAMS);

    assertThat(exchange().reason()).isEqualTo("TOO_MANY_STREAMS");
  }

  @Test
  void cannotBeServedLikeOurOwn() {
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> Ports.start(SampleWiring.of(new Foreign())))
        .withMessageMatching("method sample.v1.ForeignService/\\w+ has no .*policy.* foreign one");
  }

  private StreamCaller<ExchangeItemsRequest, ExchangeItemsResponse> exchange() {
    return StreamCaller.open(channel, ForeignServiceGrpc.getExchangeItemsMethod())
        .send(ExchangeItemsRequest.getDefaultInstance())
        .request(1);
  }

  /** Echoes names, and never ends a stream itself. */
  private final class Foreign extends ForeignServiceGrpc.ForeignServiceImplBase {
    @Override
    public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
      observer.onNext(GetItemResponse.newBuilder().setName(request.getName()).build());
      observer.onCompleted();
    }

    @Override
    public StreamObserver<ExchangeItemsRequest> exchangeItems(
        StreamObserver<ExchangeItemsResponse> observer) {
      streams.incrementAndGet();
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
}
