package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.sample.v1.ExchangeItemsRequest;
import dev.waybill.sample.v1.ExchangeItemsResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MessageWindowTest {
  private static final int SIZE = 8;

  private final Map<String, CompletableFuture<Optional<ExchangeItemsResponse>>> taken =
      new ConcurrentHashMap<>();

  @AutoClose
  private final InProcessService service =
      InProcessService.start(SampleWiring.of(new SlowService()));

  @Test
  void takesAtMostAWindowOfMessages() {
    var caller = caller().request(100);
    send(caller, 1, 100);

    await().until(() -> taken.size() == SIZE);
    await().during(100, TimeUnit.MILLISECONDS).until(() -> taken.size() == SIZE);
  }

  @Test
  void takesOneMoreForEachMessageThatIsDone() throws Exception {
    var caller = caller().request(100);
    send(caller, 1, 100);
    await().until(() -> taken.size() == SIZE);

    answer("3");

    assertThat(caller.next().getName()).isEqualTo("3");
    await().until(() -> taken.size() == SIZE + 1);
  }

  @Test
  void stopsAClientThatNeverReads() throws Exception {
    var caller = caller();
    send(caller, 1, 100);
    await().until(() -> taken.size() == SIZE);

    List.copyOf(taken.keySet()).forEach(this::answer);

    await().during(200, TimeUnit.MILLISECONDS).until(() -> taken.size() == SIZE);
    caller.request(3);
    assertThat(caller.next(3)).hasSize(3);
    await().until(() -> taken.size() == SIZE + 3);
  }

  @Test
  void sendsAnswersInTheOrderOfCompletion() throws Exception {
    var caller = caller().request(100);
    send(caller, 1, 3);
    caller.finish();
    await().until(() -> taken.size() == 3);

    answer("2");
    answer("3");
    answer("1");

    assertThat(caller.next(3))
        .extracting(ExchangeItemsResponse::getName)
        .containsExactly("2", "3", "1");
    assertThat(caller.code()).isEqualTo(Code.OK);
  }

  @Test
  void answersTakenMessagesBeforeTheServerEndsTheStream() throws Exception {
    var caller = caller().request(100);
    send(caller, 1, 3);
    await().until(() -> taken.size() == 3);

    service.endStreams();
    send(caller, 4, 6);
    List.of("1", "2", "3").forEach(this::answer);

    assertThat(caller.next(3)).hasSize(3);
    assertThat(caller.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(caller.reason()).isEqualTo("STREAM_ENDED");
    assertThat(taken).containsOnlyKeys("1", "2", "3");
  }

  @Test
  void endsAFinishedStreamAsUsualWhileTheServerStops() throws Exception {
    var caller = caller().request(100);
    send(caller, 1, 1);
    caller.finish();
    await().until(() -> taken.size() == 1);

    service.endStreams();
    answer("1");

    assertThat(caller.code()).isEqualTo(Code.OK);
  }

  @Test
  void endsTheStreamWithTheErrorOfOneMessage() throws Exception {
    var caller = caller().request(100);
    send(caller, 1, 2);
    await().until(() -> taken.size() == 2);

    future("1").completeExceptionally(new OverloadedException("too much"));

    assertThat(caller.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    answer("2");
    assertThat(caller.hasNothingMore()).isTrue();
  }

  @Test
  void endsAStreamWithoutMessagesWithOk() throws Exception {
    assertThat(caller().request(1).finish().code()).isEqualTo(Code.OK);
  }

  private StreamCaller<ExchangeItemsRequest, ExchangeItemsResponse> caller() {
    return StreamCaller.open(service.channel(), SampleServiceGrpc.getExchangeItemsMethod());
  }

  private static void send(
      StreamCaller<ExchangeItemsRequest, ExchangeItemsResponse> caller, int from, int to) {
    IntStream.rangeClosed(from, to)
        .mapToObj(id -> ExchangeItemsRequest.newBuilder().setName(Integer.toString(id)))
        .forEach(message -> caller.send(message.build()));
  }

  private void answer(String id) {
    future(id).complete(Optional.of(ExchangeItemsResponse.newBuilder().setName(id).build()));
  }

  private CompletableFuture<Optional<ExchangeItemsResponse>> future(String id) {
    return taken.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  /** Takes messages and lets the test complete their answers. */
  private final class SlowService extends SampleServiceGrpc.SampleServiceImplBase {
    @Override
    public StreamObserver<ExchangeItemsRequest> exchangeItems(
        StreamObserver<ExchangeItemsResponse> observer) {
      return MessageWindow.open(observer, SIZE, message -> future(message.getName()));
    }
  }
}
