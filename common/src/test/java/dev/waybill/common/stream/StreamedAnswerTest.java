package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream is as fast as its caller, and its source ends when the caller has left. */
final class StreamedAnswerTest {

  @Test
  void slowsTheSourceDownWhileNoOneReads() throws Exception {
    AtomicInteger passedOn = new AtomicInteger();
    try (InProcessService service = serving(sink -> passOn(10_000, sink, passedOn))) {
      var caller = caller(service).request(3);

      assertThat(caller.next(3))
          .extracting(WatchItemsResponse::getName)
          .containsExactly("0", "1", "2");
      await().during(200, TimeUnit.MILLISECONDS).until(() -> passedOn.get() < 100);

      caller.request(20_000);
      assertThat(caller.code()).isEqualTo(Code.OK);
      assertThat(passedOn).hasValue(10_000);
    }
  }

  @Test
  void endsTheSourceOfACancelledStream() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Consumer<Consumer<String>> endless =
        sink -> {
          try {
            IntStream.iterate(0, i -> i + 1).mapToObj(Integer::toString).forEach(sink);
          } finally {
            ended.countDown();
          }
        };
    try (InProcessService service = serving(endless)) {
      var caller = caller(service).request(1);
      assertThat(caller.next().getName()).isEqualTo("0");

      caller.cancel();

      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void endsTheStreamWithTheErrorOfTheSource() throws Exception {
    Consumer<Consumer<String>> failing =
        sink -> {
          sink.accept("first");
          throw new OverloadedException("too much");
        };
    try (InProcessService service = serving(failing)) {
      var caller = caller(service).request(10);

      assertThat(caller.next().getName()).isEqualTo("first");
      assertThat(caller.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    }
  }

  private static void passOn(int count, Consumer<String> sink, AtomicInteger passedOn) {
    for (int i = 0; i < count; i++) {
      sink.accept(Integer.toString(i));
      passedOn.incrementAndGet();
    }
  }

  private static StreamCaller<WatchItemsRequest, WatchItemsResponse> caller(
      InProcessService service) {
    return StreamCaller.open(service.channel(), SampleServiceGrpc.getWatchItemsMethod())
        .send(WatchItemsRequest.getDefaultInstance())
        .finish();
  }

  private static InProcessService serving(Consumer<Consumer<String>> source) {
    return InProcessService.start(SampleWiring.of(new Items(source)));
  }

  /** Sends an item for each name that a source emits. */
  private static final class Items extends SampleServiceGrpc.SampleServiceImplBase {
    private final Consumer<Consumer<String>> source;

    Items(Consumer<Consumer<String>> source) {
      this.source = source;
    }

    @Override
    public void watchItems(WatchItemsRequest request, StreamObserver<WatchItemsResponse> observer) {
      StreamedAnswer.start(sink -> source.accept(id -> sink.accept(item(id))), observer);
    }

    private static WatchItemsResponse item(String id) {
      return WatchItemsResponse.newBuilder().setName(id).build();
    }
  }
}
