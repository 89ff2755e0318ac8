package dev.waybill.local.load;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceStub;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places orders over a few connections in turn, as cheaply as possible: asynchronously, with the
 * answers handled on network threads.
 */
public final class OrderCalls implements AutoCloseable {
  private static final Duration CLOSING_TIME = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<ManagedChannel> channels;
  private final List<OrderServiceStub> stubs;
  private final @Nullable Duration timeLimit;
  private final AnswerJournal journal;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  private OrderCalls(
      List<ManagedChannel> channels,
      @Nullable Duration timeLimit,
      @Nullable CallCredentials credentials,
      AnswerJournal journal) {
    this.channels = channels;
    this.stubs =
        channels.stream()
            .map(channel -> OrderServiceGrpc.newStub(channel).withCallCredentials(credentials))
            .toList();
    this.timeLimit = timeLimit;
    this.journal = journal;
  }

  /**
   * Opens the connections. Without a time limit, the contract's applies.
   *
   * @param credentials of the caller; null for none
   */
  public static OrderCalls open(
      String target,
      ChannelSecurity security,
      int connections,
      @Nullable Duration timeLimit,
      @Nullable CallCredentials credentials,
      AnswerJournal journal) {
    return new OrderCalls(
        Stream.generate(() -> channel(target, security)).limit(connections).toList(),
        timeLimit,
        credentials,
        journal);
  }

  /** Turns retries off, because a measurement must show each failure. */
  private static ManagedChannel channel(String target, ChannelSecurity security) {
    return security
        .channelTo(target)
        .directExecutor()
        .disableRetry()
        .intercept(StandardInterceptors.client())
        .build();
  }

  /** Sends the order. Calls `done` on a network thread with whether it was answered. */
  void send(PlaceOrderRequest request, long intendedNanos, Tally tally, Answer.Done done) {
    inFlight.incrementAndGet();
    tally.sent();
    stub()
        .placeOrder(
            request,
            new Answer(
                request.getRequestId(),
                intendedNanos,
                tally,
                journal,
                answered -> {
                  // In this order, so that a closed loop always has a call in flight.
                  done.done(answered);
                  inFlight.decrementAndGet();
                }));
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Waits for the calls in flight, at most for the given time. */
  void awaitAll(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (inFlight.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Waits until every call has ended. Each has a deadline, so this ends. */
  void awaitAll() {
    while (inFlight.get() > 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    channels.forEach(channel -> Channels.close(channel, CLOSING_TIME));
  }

  private OrderServiceStub stub() {
    OrderServiceStub stub = stubs.get(Math.floorMod(started.getAndIncrement(), stubs.size()));
    return timeLimit == null
        ? stub
        : stub.withDeadlineAfter(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
