package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Watches all orders, hangs up again and again, and resumes with the last token it received. */
final class ReconnectingWatcher implements AutoCloseable {
  private static final int MOST_MESSAGES_BEFORE_HANGING_UP = 500;

  private final Queue<OrderEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger openings = new AtomicInteger();
  private final Channel channel;
  private final IntSupplier messagesBeforeHangingUp;
  private final Thread thread;
  private String token;
  private volatile boolean closed;

  private ReconnectingWatcher(Channel channel, String token, IntSupplier messagesBeforeHangingUp) {
    this.channel = channel;
    this.token = token;
    this.messagesBeforeHangingUp = messagesBeforeHangingUp;
    this.thread = Thread.ofVirtual().name("watcher").unstarted(this::run);
  }

  /** Begins after the token. */
  static ReconnectingWatcher start(Channel channel, String token) {
    return start(
        channel,
        token,
        () -> ThreadLocalRandom.current().nextInt(1, MOST_MESSAGES_BEFORE_HANGING_UP));
  }

  /** Begins after the token and never hangs up. */
  static ReconnectingWatcher startPatiently(Channel channel, String token) {
    return start(channel, token, () -> Integer.MAX_VALUE);
  }

  private static ReconnectingWatcher start(
      Channel channel, String token, IntSupplier messagesBeforeHangingUp) {
    ReconnectingWatcher watcher = new ReconnectingWatcher(channel, token, messagesBeforeHangingUp);
    watcher.thread.start();
    return watcher;
  }

  /** The token with which a new stream of all orders begins. */
  static String tokenOfNow(Channel channel) {
    try (Context.CancellableContext opening = Context.current().withCancellation()) {
      return opening.wrap(() -> messages(channel, "").next().getResumeToken()).call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events seen so far. */
  List<OrderEvent> events() {
    return List.copyOf(events);
  }

  /** How often the stream was opened, successfully or not. */
  int openings() {
    return openings.get();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    await("the watcher ends").until(() -> !thread.isAlive());
  }

  private void run() {
    while (!closed) {
      openings.incrementAndGet();
      int messages = messagesBeforeHangingUp.getAsInt();
      try (Context.CancellableContext opening = Context.current().withCancellation()) {
        opening.run(() -> read(messages));
      } catch (StatusRuntimeException e) {
        requireOutage(e);
      }
    }
  }

  private void read(int most) {
    Iterator<WatchOrdersResponse> messages = messages(channel, token);
    for (int i = 0; i < most && messages.hasNext(); i++) {
      WatchOrdersResponse message = messages.next();
      if (message.hasEvent()) {
        events.add(message.getEvent());
      }
      token = message.getResumeToken();
    }
  }

  private void requireOutage(StatusRuntimeException failure) {
    boolean expected =
        closed
            || failure.getStatus().getCode() == Status.Code.UNAVAILABLE
            || failure.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
    if (!expected) {
      closed = true;
      throw failure;
    }
  }

  private static Iterator<WatchOrdersResponse> messages(Channel channel, String token) {
    return OrderServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(channel, StandardInterceptors.client()))
        .withWaitForReady()
        .watchOrders(WatchOrdersRequest.newBuilder().setResumeToken(token).build());
  }
}
