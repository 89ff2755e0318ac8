package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Messages are numbers, and each is also the resume token that continues after it. */
final class PushStreamTest {
  private static final int CAPACITY = 4;

  private final BlockingQueue<PushStream<WatchItemsResponse>> opened = new LinkedBlockingQueue<>();
  private final AtomicInteger closed = new AtomicInteger();
  private volatile boolean latestOnly;

  @AutoClose
  private final InProcessService service =
      InProcessService.start(SampleWiring.of(new NumberService()));

  @Test
  void sendsMessagesAtOnceAndInOrderToAReadyCaller() throws Exception {
    var caller = caller().request(10);
    var stream = stream();

    push(stream, 1, 5);

    assertThat(caller.next(5)).containsExactlyElementsOf(messages(1, 5));
  }

  @Test
  void keepsMessagesUntilTheCallerIsReadyAndSendsThemInOrder() throws Exception {
    var caller = caller().request(2);
    var stream = stream();

    push(stream, 1, 6);
    assertThat(caller.next(2)).containsExactlyElementsOf(messages(1, 2));
    assertThat(caller.hasNothingMore()).isTrue();
    caller.request(10);

    assertThat(caller.next(4)).containsExactlyElementsOf(messages(3, 6));
  }

  @Test
  void endsTheStreamAfterTheLastSentMessageWhenTheBufferIsFull() throws Exception {
    var caller = caller().request(2);
    var stream = stream();

    push(stream, 1, 2 + CAPACITY + 1);

    assertThat(caller.next(2)).hasSize(2);
    assertThat(caller.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(caller.reason()).isEqualTo("SLOW_CONSUMER");
    assertThat(caller.description()).contains("at most 4 messages (--buffer) are buffered");
    assertThat(caller.resumeToken()).isEqualTo("2");
    assertThat(closed).hasValue(1);
  }

  @Test
  void sendsASlowCallerOneLatestValuePerKey() throws Exception {
    latestOnly = true;
    var caller = caller();
    var stream = stream();

    push(stream, 1, 1000);
    caller.request(10);

    // The two keys are the even and the odd numbers.
    assertThat(caller.next(2)).containsExactlyElementsOf(List.of(message(999), message(1000)));
    assertThat(caller.hasNothingMore()).isTrue();
  }

  @Test
  void endsTheStreamAfterTheLastSentMessageWhenTheServerStops() throws Exception {
    var caller = caller().request(3);
    var stream = stream();
    push(stream, 1, 5);
    assertThat(caller.next(3)).hasSize(3);

    service.endStreams();

    assertThat(caller.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(caller.reason()).isEqualTo("STREAM_ENDED");
    assertThat(caller.resumeToken()).isEqualTo("3");
  }

  @Test
  void endsAStreamOpenedDuringAStopAtOnce() throws Exception {
    service.endStreams();

    var caller = caller().request(1);

    assertThat(caller.reason()).isEqualTo("STREAM_ENDED");
    assertThat(caller.resumeToken()).isEqualTo("beginning");
  }

  @Test
  void sendsKeptMessagesBeforeCompleting() throws Exception {
    var caller = caller().request(1);
    var stream = stream();

    push(stream, 1, 3);
    stream.complete();
    push(stream, 4, 4);
    caller.request(10);

    assertThat(caller.next(3)).containsExactlyElementsOf(messages(1, 3));
    assertThat(caller.code()).isEqualTo(Code.OK);
    assertThat(caller.hasNothingMore()).isTrue();
  }

  @Test
  void reportsADisconnectedCallerOnce() throws Exception {
    var caller = caller().request(1);
    var stream = stream();

    caller.cancel();

    await().until(() -> closed.get() == 1);
    push(stream, 1, 100);
    stream.complete();
    assertThat(closed).hasValue(1);
  }

  @Test
  void sendsAMessageOnAQuietStreamOnly() throws Exception {
    var caller = caller().request(10);
    var stream = stream();
    push(stream, 1, 1);

    assertThat(stream.pushIfQuietFor(Duration.ofHours(1), () -> message(2))).isTrue();
    assertThat(stream.pushIfQuietFor(Duration.ZERO, () -> message(3))).isTrue();

    assertThat(caller.next(2)).containsExactlyElementsOf(List.of(message(1), message(3)));
  }

  @Test
  void distinguishesAClosedStreamFromAQuietOne() throws Exception {
    var caller = caller().request(1);
    var stream = stream();

    stream.complete();

    assertThat(caller.code()).isEqualTo(Code.OK);
    assertThat(stream.pushIfQuietFor(Duration.ZERO, () -> message(1))).isFalse();
  }

  @Test
  void sendsHeartbeatsOnQuietStreamsEvenIfAnotherFails() throws Exception {
    try (Heartbeats heartbeats = new Heartbeats(Duration.ofMillis(20))) {
      var first = caller().request(1000);
      var firstStream = stream();
      var second = caller().request(1000);
      var secondStream = stream();
      var third = caller().request(1000);
      heartbeats.add(firstStream, () -> message(7));
      heartbeats.add(secondStream, PushStreamTest::fail);
      heartbeats.add(stream(), () -> message(8));

      assertThat(second.code()).isEqualTo(Code.INTERNAL);
      assertThat(first.next(2)).containsOnly(message(7));
      firstStream.complete();
      assertThat(third.next(3)).containsOnly(message(8));
    }
  }

  private StreamCaller<WatchItemsRequest, WatchItemsResponse> caller() {
    return StreamCaller.open(service.channel(), SampleServiceGrpc.getWatchItemsMethod())
        .send(WatchItemsRequest.getDefaultInstance())
        .finish();
  }

  private PushStream<WatchItemsResponse> stream() throws InterruptedException {
    var stream = opened.poll(5, TimeUnit.SECONDS);
    if (stream == null) {
      throw new AssertionError("the call did not reach its handler within 5 s");
    }
    return stream;
  }

  private static void push(PushStream<WatchItemsResponse> stream, int from, int to) {
    messages(from, to).forEach(stream::push);
  }

  private static List<WatchItemsResponse> messages(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(PushStreamTest::message).toList();
  }

  private static WatchItemsResponse message(int number) {
    return WatchItemsResponse.newBuilder().setResumeToken(Integer.toString(number)).build();
  }

  private static WatchItemsResponse fail() {
    throw new IllegalStateException("seeded");
  }

  private static int parity(WatchItemsResponse message) {
    return Integer.parseInt(message.getResumeToken()) % 2;
  }

  /** Opens a stream for each caller and leaves the rest to the test. */
  private final class NumberService extends SampleServiceGrpc.SampleServiceImplBase {
    @Override
    public void watchItems(WatchItemsRequest request, StreamObserver<WatchItemsResponse> observer) {
      OutboundBuffer<WatchItemsResponse> buffer =
          latestOnly
              ? OutboundBuffer.ofLatest(PushStreamTest::parity)
              : OutboundBuffer.ofAtMost(CAPACITY, "--buffer");
      PushStream<WatchItemsResponse> stream =
          PushStream.open(
              observer, buffer, last -> last == null ? "beginning" : last.getResumeToken());
      stream.onClose(closed::incrementAndGet);
      opened.add(stream);
    }
  }
}
