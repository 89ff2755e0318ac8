package dev.waybill.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that stops must stop the sender, on a real socket, and lose nothing. */
final class SlowReaderTest {
  private static final int MESSAGES = 30_000;

  /** A generous bound on the messages of a kilobyte that the socket and HTTP/2's window hold. */
  private static final int ON_THE_WAY = 10_000;

  private final EagerServer service = new EagerServer();
  private final Server server;
  private final ManagedChannel channel;

  SlowReaderTest() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(service)
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + server.getPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void holdsTheSenderBackUntilItReadsAgain() throws InterruptedException {
    AtomicInteger seen = new AtomicInteger();
    ResumingStream<WatchOrdersResponse> stream =
        new ResumingStream<>(
            (_, reader) ->
                OrderServiceGrpc.newStub(channel)
                    .watchOrders(WatchOrdersRequest.getDefaultInstance(), reader),
            WatchOrdersResponse::getResumeToken,
            "",
            Duration.ofSeconds(5),
            new Unheard());

    stream.read(
        messages -> {
          if (seen.getAndAdd(messages.size()) == 0 && !messages.isEmpty()) {
            awaitStandstill();
            assertThat(service.sent.get()).isLessThan(ON_THE_WAY);
          }
          assertThat(messages).hasSizeLessThanOrEqualTo(PulledStream.WINDOW);
          return true;
        });

    assertThat(seen).hasValue(MESSAGES);
  }

  private void awaitStandstill() {
    AtomicInteger before = new AtomicInteger(-1);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> before.getAndSet(service.sent.get()) == service.sent.get());
  }

  /** Sends as long as the transport accepts messages. */
  private static final class EagerServer extends OrderServiceGrpc.OrderServiceImplBase {
    final AtomicInteger sent = new AtomicInteger();

    @Override
    public void watchOrders(
        WatchOrdersRequest request, StreamObserver<WatchOrdersResponse> observer) {
      ServerCallStreamObserver<WatchOrdersResponse> call =
          (ServerCallStreamObserver<WatchOrdersResponse>) observer;
      WatchOrdersResponse message =
          WatchOrdersResponse.newBuilder()
              .setEvent(OrderEvent.newBuilder().setCorrelationId("x".repeat(1024)))
              .build();
      call.setOnReadyHandler(
          () -> {
            while (sent.get() < MESSAGES && call.isReady()) {
              call.onNext(message);
              if (sent.incrementAndGet() == MESSAGES) {
                call.onCompleted();
              }
            }
          });
    }
  }

  /** No stream is lost in this test. */
  private static final class Unheard implements StreamNotices {
    @Override
    public void lost(StatusRuntimeException failure) {
      throw failure;
    }

    @Override
    public void resumed(Duration outage) {
      throw new IllegalStateException("nothing was lost");
    }
  }
}
