package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Uses real sockets, because a caller is identified by its address. */
final class OpenStreamsTest {
  private static final int LIMIT = 3;

  private final BlockingQueue<PushStream<WatchItemsResponse>> opened = new LinkedBlockingQueue<>();

  @AutoClose
  private final GrpcServer server =
      GrpcServer.start(
          CommandLine.populateCommand(
              new ServerSettings(0), "--max-caller-streams", Integer.toString(LIMIT)),
          SampleWiring.of(new QuietService()));

  @AutoClose("shutdownNow")
  private final ManagedChannel channel = channel();

  @AutoClose("shutdownNow")
  private final ManagedChannel otherConnection = channel();

  @Test
  void limitsTheStreamsOfACallerOverAllItsConnections() throws Exception {
    fillUp();

    var tooMany = watch(otherConnection);

    assertThat(tooMany.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(tooMany.reason()).isEqualTo("TOO_MANY_STREAMS");
    assertThat(tooMany.description()).contains("3 streams", "--max-caller-streams");
  }

  @Test
  void makesRoomWhenAStreamEnds() throws Exception {
    fillUp();

    opened.take().complete();
    awaitRoom();
    opened.take().fail(new OverloadedException("seeded"));
    awaitRoom();
  }

  @Test
  void makesRoomWhenACallerDisconnects() {
    var first = watch(channel);
    await().until(() -> opened.size() == 1);
    fillUp();

    first.cancel();

    awaitRoom();
  }

  @Test
  void doesNotWaitForStreamsWhenTheServerStops() throws Exception {
    fillUp();
    long before = System.nanoTime();

    server.close();

    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  private void fillUp() {
    for (int i = opened.size(); i < LIMIT; i++) {
      var _ = watch(channel);
    }
    await().until(() -> opened.size() == LIMIT);
  }

  /** Waits for room and takes it, which shows that there was room for only one stream. */
  private void awaitRoom() {
    int before = opened.size();
    await()
        .until(
            () -> {
              var _ = watch(otherConnection);
              return opened.size() > before;
            });
    assertThat(opened).hasSize(before + 1);
  }

  private static StreamCaller<WatchItemsRequest, WatchItemsResponse> watch(ManagedChannel channel) {
    return StreamCaller.open(channel, SampleServiceGrpc.getWatchItemsMethod())
        .send(WatchItemsRequest.getDefaultInstance())
        .finish()
        .request(1);
  }

  private ManagedChannel channel() {
    return Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
  }

  /** Opens streams and sends nothing. */
  private final class QuietService extends SampleServiceGrpc.SampleServiceImplBase {
    @Override
    public void watchItems(WatchItemsRequest request, StreamObserver<WatchItemsResponse> observer) {
      opened.add(PushStream.open(observer, OutboundBuffer.ofAtMost(1, "--buffer"), _ -> ""));
    }
  }
}
