package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.sample.v1.ExchangeItemsRequest;
import dev.waybill.sample.v1.ExchangeItemsResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ReopeningExchangeTest {
  private static final int WINDOW = 4;
  private static final TimeBudget TIME = TimeBudget.of(Duration.ofSeconds(20));

  private final BlockingQueue<Exchange> opened = new LinkedBlockingQueue<>();

  @AutoClose
  private final InProcessService service =
      InProcessService.start(SampleWiring.of(new ScriptedService()));

  @AutoClose
  private final ReopeningExchange<String, ExchangeItemsRequest, ExchangeItemsResponse> exchange =
      new ReopeningExchange<>(
          SampleServiceGrpc.newStub(service.channel())::exchangeItems,
          ExchangeItemsResponse::getName,
          WINDOW);

  @Test
  void opensNothingBeforeThereIsAMessageToSend() throws Exception {
    assertThat(opened).isEmpty();

    var _ = send("a");

    Exchange stream = next();
    await().until(() -> stream.received("a"));
  }

  @Test
  void matchesEachAnswerToItsMessage() throws Exception {
    var a = send("a");
    var b = send("b");
    Exchange stream = next();
    await().until(() -> stream.received("a", "b"));

    stream.answer("b");
    stream.answer("a");

    assertThat(a.get(5, TimeUnit.SECONDS).getName()).isEqualTo("a");
    assertThat(b.get(5, TimeUnit.SECONDS).getName()).isEqualTo("b");
  }

  @Test
  void resendsOnlyUnansweredMessagesAfterALoss() throws Exception {
    var a = send("a");
    var _ = send("b");
    var _ = send("c");
    Exchange lost = next();
    await().until(() -> lost.received("a", "b", "c"));
    lost.answer("a");
    a.get(5, TimeUnit.SECONDS);

    lost.end(Status.UNAVAILABLE);

    Exchange again = next();
    await().until(() -> again.received("b", "c"));
  }

  @Test
  void reopensAStreamThatTheServerCompleted() throws Exception {
    var _ = send("a");
    Exchange finished = next();
    await().until(() -> finished.received("a"));

    finished.observer.onCompleted();

    Exchange again = next();
    await().until(() -> again.received("a"));
  }

  @Test
  void reopensAStreamWithoutUnansweredMessagesOnlyForTheNext() throws Exception {
    var a = send("a");
    Exchange first = next();
    await().until(() -> first.received("a"));
    first.answer("a");
    a.get(5, TimeUnit.SECONDS);

    first.end(Status.UNAVAILABLE);
    assertThat(opened.poll(200, TimeUnit.MILLISECONDS)).isNull();
    var _ = send("b");

    Exchange second = next();
    await().until(() -> second.received("b"));
  }

  @Test
  void failsAllWaitingCallersOnAPermanentError() {
    var a = send("a");
    var b = send("b");

    nextUnchecked().end(Status.UNIMPLEMENTED);

    for (var answer : List.of(a, b)) {
      assertThat(answer)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withCauseInstanceOf(StatusRuntimeException.class)
          .withMessageContaining("UNIMPLEMENTED");
    }
  }

  @Test
  void waitsWhileTheWindowIsFull() throws Exception {
    for (int i = 0; i < WINDOW; i++) {
      var _ = send("m" + i);
    }
    Exchange stream = next();
    await().until(() -> stream.received.size() == WINDOW);

    assertThatThrownBy(
            () -> exchange.send("late", message("late"), TimeBudget.of(Duration.ofMillis(50))))
        .isInstanceOf(TimeExpiredException.class);
    stream.answer("m0");
    var _ = send("late");

    await().until(() -> stream.received.contains("late"));
  }

  @Test
  void freesTheRoomOfAWithdrawnMessageAndDoesNotResendIt() throws Exception {
    var a = send("a");
    var _ = send("b");
    Exchange lost = next();
    await().until(() -> lost.received("a", "b"));

    exchange.withdraw("a");
    lost.end(Status.UNAVAILABLE);

    assertThat(a).isCancelled();
    Exchange again = next();
    await().until(() -> again.received("b"));
  }

  @Test
  void cancelsUnansweredMessagesOnClose() {
    var a = send("a");

    exchange.close();

    assertThat(a).isCancelled();
  }

  private CompletableFuture<ExchangeItemsResponse> send(String id) {
    return exchange.send(id, message(id), TIME);
  }

  private static ExchangeItemsRequest message(String id) {
    return ExchangeItemsRequest.newBuilder().setName(id).build();
  }

  private Exchange next() throws InterruptedException {
    Exchange next = opened.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no stream was opened within 5 s");
    }
    return next;
  }

  private Exchange nextUnchecked() {
    await().until(() -> !opened.isEmpty());
    return opened.remove();
  }

  /** The server's side of one opened stream. */
  private static final class Exchange implements StreamObserver<ExchangeItemsRequest> {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final StreamObserver<ExchangeItemsResponse> observer;

    Exchange(StreamObserver<ExchangeItemsResponse> observer) {
      this.observer = observer;
    }

    boolean received(String... ids) {
      return received.equals(List.of(ids));
    }

    void answer(String id) {
      observer.onNext(ExchangeItemsResponse.newBuilder().setName(id).build());
    }

    void end(Status status) {
      observer.onError(status.asRuntimeException());
    }

    @Override
    public void onNext(ExchangeItemsRequest message) {
      received.add(message.getName());
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
      observer.onCompleted();
    }
  }

  /** Records each opened stream and leaves the rest to the test. */
  private final class ScriptedService extends SampleServiceGrpc.SampleServiceImplBase {
    @Override
    public StreamObserver<ExchangeItemsRequest> exchangeItems(
        StreamObserver<ExchangeItemsResponse> observer) {
      Exchange exchange = new Exchange(observer);
      opened.add(exchange);
      return exchange;
    }
  }
}
