package dev.waybill.common.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Honest clients reset streams too, for example when a page is opened and closed, or when calls
 * expire together. Each test resets more streams within ten seconds than a connection may have
 * reset unanswered.
 */
final class CancelledWatchesTest {
  private static final int MOST_CALLS = 20;
  private static final int MANY = 3 * MOST_CALLS;
  private static final HeaderBlock CALL = HeaderBlock.calling(Target.SERVICE + "GetItem");

  private final SampleService service = SampleService.answering();

  @AutoClose
  private final GrpcServer server =
      GrpcServer.start(
          CommandLine.populateCommand(
              new ServerSettings(0), "--max-connection-calls", String.valueOf(MOST_CALLS)),
          SampleWiring.of(service));

  @AutoClose("shutdownNow")
  private final ManagedChannel channel =
      Channels.open("127.0.0.1:" + server.port(), SampleServiceGrpc.getServiceDescriptor());

  @Test
  void allowsStreamsThatAreCancelledAfterTheirFirstMessage() {
    Watch bystander = watch();
    bystander.awaitFirst();

    for (int i = 0; i < MANY; i++) {
      Watch watch = watch();
      watch.awaitFirst();
      watch.leave();
    }

    assertThat(SampleServiceGrpc.newBlockingStub(channel).getItem(itemRequest())).isNotNull();
    assertThat(bystander.end()).isEmpty();
    bystander.leave();
  }

  /** As many calls as may be in flight, several times. */
  @Test
  void allowsCallsThatExpireTogether() throws IOException {
    try (RawConnection connection = RawConnection.connect(server.port()).greet()) {
      int stream = 1;
      for (int round = 0; round < 3; round++) {
        int first = stream;
        for (int i = 0; i < MOST_CALLS; i++, stream += 2) {
          connection.send(Frame.headers(stream, 0, CALL));
        }
        long sent = System.nanoTime();
        await()
            .pollInterval(Duration.ofMillis(10))
            .until(() -> System.nanoTime() - sent > Duration.ofMillis(300).toNanos());
        for (int reset = first; reset < stream; reset += 2) {
          connection.send(Frame.reset(reset));
        }
      }
      connection.send(Frame.headers(stream, 0, HeaderBlock.calling("/nobody.Nothing/GetItem")));

      assertThat(connection.answer(stream)).isEqualTo("UNIMPLEMENTED");
    }
  }

  @Test
  void refusesOneStreamTooManyAndKeepsTheOthers() throws IOException {
    try (RawConnection connection = RawConnection.connect(server.port()).greet()) {
      int last = 2 * MOST_CALLS + 1;
      for (int stream = 1; stream <= last; stream += 2) {
        connection.send(Frame.headers(stream, 0, CALL));
      }

      assertThat(connection.answer(last)).isEqualTo("reset REFUSED_STREAM");
      assertThat(connection.answer(1)).isEqualTo("DEADLINE_EXCEEDED");
    }
  }

  @Test
  void closesTheConnectionOfStreamsResetBeforeAnyAnswer() throws IOException {
    try (RawConnection connection = RawConnection.connect(server.port()).greet()) {
      new Attack(
              "rapid reset",
              attacked -> {
                for (int stream = 1; stream < 2 * MANY; stream += 2) {
                  attacked.send(Frame.headers(stream, 0, CALL), Frame.reset(stream));
                }
              },
              "")
          .on(connection);

      assertThat(connection.end()).isIn("goaway ENHANCE_YOUR_CALM", "closed");
    }
  }

  private static GetItemRequest itemRequest() {
    return GetItemRequest.newBuilder().setName("ITEM-1").build();
  }

  private Watch watch() {
    Watch watch = new Watch();
    SampleServiceGrpc.newStub(channel).watchItems(WatchItemsRequest.getDefaultInstance(), watch);
    return watch;
  }

  /** One stream, and how it ended unless its caller ended it. */
  private static final class Watch
      implements ClientResponseObserver<WatchItemsRequest, WatchItemsResponse> {
    private final CompletableFuture<ClientCallStreamObserver<WatchItemsRequest>> call =
        new CompletableFuture<>();
    private final CompletableFuture<WatchItemsResponse> first = new CompletableFuture<>();
    private final CompletableFuture<Code> end = new CompletableFuture<>();

    void awaitFirst() {
      var _ = first.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void leave() {
      call.join().cancel("seen enough", null);
    }

    Optional<Code> end() {
      return Optional.ofNullable(end.getNow(null));
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchItemsRequest> started) {
      call.complete(started);
    }

    @Override
    public void onNext(WatchItemsResponse message) {
      first.complete(message);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
      end.complete(((StatusRuntimeException) failure).getStatus().getCode());
    }

    @Override
    public void onCompleted() {
      end.complete(Code.OK);
    }
  }
}
