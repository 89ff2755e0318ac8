package dev.waybill.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream goes as fast as its caller, and its source learns when nobody listens any more. */
final class StreamedRepliesTest {

  @Test
  void aStreamThatNobodyReadsHoldsItsSourceBack() throws Exception {
    AtomicInteger passedOn = new AtomicInteger();
    try (InProcessService service = serving(sink -> passOn(10_000, sink, passedOn))) {
      Reader reader = new Reader();
      ClientCall<ListDigestsRequest, ListDigestsResponse> call = reader.open(service);
      call.request(3);

      assertThat(reader.next()).isEqualTo("0");
      assertThat(reader.next()).isEqualTo("1");
      assertThat(reader.next()).isEqualTo("2");
      await().during(200, TimeUnit.MILLISECONDS).until(() -> passedOn.get() < 100);

      call.request(20_000);
      assertThat(reader.status().getCode()).isEqualTo(Status.Code.OK);
      assertThat(passedOn).hasValue(10_000);
    }
  }

  @Test
  void theSourceOfACancelledStreamIsEnded() throws Exception {
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
      Reader reader = new Reader();
      ClientCall<ListDigestsRequest, ListDigestsResponse> call = reader.open(service);
      call.request(1);
      assertThat(reader.next()).isEqualTo("0");

      call.cancel("read enough", null);

      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aFailureOfTheSourceEndsTheStreamWithItsError() throws Exception {
    Consumer<Consumer<String>> failing =
        sink -> {
          sink.accept("first");
          throw new OverloadedException("too much");
        };
    try (InProcessService service = serving(failing)) {
      Reader reader = new Reader();
      reader.open(service).request(10);

      assertThat(reader.next()).isEqualTo("first");
      assertThat(reader.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  private static void passOn(int count, Consumer<String> sink, AtomicInteger passedOn) {
    for (int i = 0; i < count; i++) {
      sink.accept(Integer.toString(i));
      passedOn.incrementAndGet();
    }
  }

  private static InProcessService serving(Consumer<Consumer<String>> source) {
    return InProcessService.start(SampleWiring.of(new Digests(source)));
  }

  /** Answers each order id that a source passes on. */
  private static final class Digests extends OrderAuditServiceGrpc.OrderAuditServiceImplBase {
    private final Consumer<Consumer<String>> source;

    Digests(Consumer<Consumer<String>> source) {
      this.source = source;
    }

    @Override
    public void listDigests(
        ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
      Replies.stream(sink -> source.accept(id -> sink.accept(digest(id))), observer);
    }

    private static ListDigestsResponse digest(String id) {
      return ListDigestsResponse.newBuilder().setOrderId(id).build();
    }
  }

  /** A caller that takes only what it asked for. */
  private static final class Reader extends ClientCall.Listener<ListDigestsResponse> {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    ClientCall<ListDigestsRequest, ListDigestsResponse> open(InProcessService service) {
      ClientCall<ListDigestsRequest, ListDigestsResponse> call =
          service
              .channel()
              .newCall(OrderAuditServiceGrpc.getListDigestsMethod(), CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.sendMessage(ListDigestsRequest.getDefaultInstance());
      call.halfClose();
      return call;
    }

    String next() throws InterruptedException {
      String id = received.poll(5, TimeUnit.SECONDS);
      return id == null ? "nothing came" : id;
    }

    Status status() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void onMessage(ListDigestsResponse message) {
      received.add(message.getOrderId());
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(status);
    }
  }
}
