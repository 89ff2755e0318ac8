package dev.waybill.cli.importing;

import dev.waybill.cli.stream.StreamNotices;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.local.text.TextLine;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Places the orders of a file over one stream and reopens the stream when it breaks.
 *
 * <p>Answers arrive in any order and are handled on the importing thread. That thread sends nothing
 * while it handles them, so a slow terminal slows the server down and nothing piles up.
 */
public final class OrderImport implements AutoCloseable {
  /**
   * Enough orders in flight to keep the server busy. The server takes no more than it can handle.
   */
  private static final int WINDOW = 256;

  private static final Duration LOOK = Duration.ofMillis(200);

  /** After this many losses within {@link #SOON} and no answer ever, the service is not there. */
  private static final int LOSSES = 3;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange;
  private final ImportResults results;
  private final StreamNotices notices;
  private final Duration patience;
  private final Map<String, TextLine> unanswered = new HashMap<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private TimeBudget untilGivingUp;
  private TimeBudget untilTaken = TimeBudget.of(SOON);
  private boolean everAnswered;
  private boolean lost;
  private long lostNanos;

  /** The patience is how long to continue without any answer. */
  public OrderImport(
      Channel channel, ImportResults results, StreamNotices notices, Duration patience) {
    this.exchange =
        new ReopeningExchange<>(
            OrderServiceGrpc.newStub(channel)::importOrders,
            ImportOrdersResponse::getRequestId,
            WINDOW);
    this.results = results;
    this.notices = notices;
    this.patience = patience;
    this.untilGivingUp = TimeBudget.of(patience);
  }

  /**
   * Sends all lines and handles their answers. Stops at once when interrupted.
   *
   * @throws StatusRuntimeException if the service refuses to answer, or has not answered for too
   *     long
   */
  public void run(OrderLines lines) throws IOException, InterruptedException {
    untilGivingUp = TimeBudget.of(patience);
    untilTaken = TimeBudget.of(SOON);
    Optional<TextLine> line = lines.next();
    while (line.isPresent()) {
      send(line.get());
      line = lines.next();
    }
    while (!unanswered.isEmpty()) {
      awaitAnswer();
    }
  }

  /**
   * Waits up to the given time for the answers to what was sent. Returns how many are still
   * missing.
   */
  public int settle(Duration time) throws InterruptedException {
    TimeBudget budget = TimeBudget.of(time);
    while (!unanswered.isEmpty() && !budget.isSpent()) {
      Answer answer = answers.poll(budget.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (answer != null) {
        take(answer);
      }
    }
    return unanswered.size();
  }

  /** Ends the stream. Requests already sent may still become orders. */
  @Override
  public void close() {
    exchange.close();
  }

  private void send(TextLine line) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to stop");
    }
    ImportOrdersRequest.Builder request = ImportOrdersRequest.newBuilder();
    try {
      OrderJson.read(line, request);
    } catch (StatusRuntimeException e) {
      String requestId = request.getOrder().getRequestId();
      results.failed(line, requestId, RpcErrors.toItemError(e));
      return;
    }
    send(line, request.build());
  }

  /**
   * Sends lines with the same request id one after another, because their answers could not be told
   * apart.
   */
  private void send(TextLine line, ImportOrdersRequest request) throws InterruptedException {
    String requestId = request.getOrder().getRequestId();
    while (unanswered.size() == WINDOW || unanswered.containsKey(requestId) || !answers.isEmpty()) {
      awaitAnswer();
    }
    if (unanswered.isEmpty()) {
      untilGivingUp = TimeBudget.of(patience);
    }
    unanswered.put(requestId, line);
    var _ =
        exchange
            .send(requestId, request, TimeBudget.of(patience))
            .whenComplete((answer, failure) -> answers.add(new Answer(requestId, answer, failure)));
  }

  private void awaitAnswer() throws InterruptedException {
    Answer answer = answers.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
    if (answer != null) {
      take(answer);
    } else {
      results.progress();
      exchange.lastFailure().map(OrderImport::asFailure).ifPresent(this::lost);
      if (untilGivingUp.isSpent()) {
        throw Status.DEADLINE_EXCEEDED.asRuntimeException();
      }
    }
  }

  private void take(Answer answer) {
    if (answer.failure() != null) {
      throw asFailure(answer.failure());
    }
    ImportOrdersResponse response = answer.response();
    TextLine line = unanswered.remove(answer.requestId());
    if (response == null || line == null) {
      return;
    }
    answered();
    if (response.hasOrder()) {
      results.recorded(line, response);
    } else {
      results.failed(line, answer.requestId(), response.getError());
    }
    results.progress();
  }

  private void lost(StatusRuntimeException failure) {
    boolean neverThere = !everAnswered && exchange.failures() >= LOSSES && !untilTaken.isSpent();
    if (neverThere || untilGivingUp.isSpent()) {
      throw failure;
    }
    if (!lost) {
      lost = true;
      lostNanos = System.nanoTime();
      notices.lost(failure);
    }
  }

  private void answered() {
    everAnswered = true;
    untilGivingUp = TimeBudget.of(patience);
    if (lost) {
      lost = false;
      notices.resumed(Duration.ofNanos(System.nanoTime() - lostNanos));
    }
  }

  private static StatusRuntimeException asFailure(Throwable cause) {
    return Status.fromThrowable(cause).asRuntimeException(Status.trailersFromThrowable(cause));
  }

  /** The result for a line: a response, or the failure that replaces it. */
  private record Answer(
      String requestId, @Nullable ImportOrdersResponse response, @Nullable Throwable failure) {}
}
