package dev.waybill.client;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls order-service the way it expects: repeats what was not answered, and resumes streams. Uses
 * one or more instances in turn, for any of them can answer.
 */
final class OrderClient implements AutoCloseable {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  private final List<ManagedChannel> channels;

  private OrderClient(List<ManagedChannel> channels) {
    this.channels = channels;
  }

  /** Opens a client of the instances, each host:port. */
  static OrderClient open(List<String> targets) {
    return new OrderClient(targets.stream().map(target -> channel(target, null)).toList());
  }

  /**
   * Opens a channel to a service.
   *
   * @param authority a file with the authority that the server's certificate must come from; null
   *     for no TLS
   */
  static ManagedChannel channel(String target, @Nullable File authority) {
    try {
      ChannelCredentials security =
          authority == null
              ? InsecureChannelCredentials.create()
              : TlsChannelCredentials.newBuilder().trustManager(authority).build();
      return Grpc.newChannelBuilder(target, security).build();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + authority, e);
    }
  }

  /** A stub of one instance, for all calls that this class has no method for. */
  OrderServiceBlockingStub stub(int instance) {
    return OrderServiceGrpc.newBlockingStub(channels.get(instance % channels.size()));
  }

  /**
   * Sends the request until it is answered or the time limit ends. The request id keeps the order
   * from being placed twice.
   */
  Order place(PlaceOrderRequest request, int firstInstance, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Backoff backoff = new Backoff();
    for (int attempt = firstInstance; ; attempt++) {
      try {
        return stub(attempt).withDeadlineAfter(ATTEMPT_TIMEOUT).placeOrder(request).getOrder();
      } catch (StatusRuntimeException e) {
        if (new CallError(e).isFinal() || System.nanoTime() >= end) {
          throw e;
        }
      }
      backoff.pause();
    }
  }

  /** Takes the messages of a watch. */
  @FunctionalInterface
  interface Listener {
    /** Takes the next message. Returns whether the watch goes on. */
    boolean next(WatchOrdersResponse message) throws InterruptedException;
  }

  /**
   * Passes on the events and heartbeats of a customer's orders, or of all orders without a
   * customer. Resumes the stream whenever it breaks, so that no event is missed or comes twice.
   *
   * @throws StatusRuntimeException if the same error would come again, or the time limit ends
   */
  void watch(String customer, Duration limit, Listener listener) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Backoff backoff = new Backoff();
    WatchOrdersRequest.Builder request = WatchOrdersRequest.newBuilder().setCustomerId(customer);
    while (true) {
      // Ends the stream when the listener has had enough.
      try (CancellableContext watching = Context.current().withCancellation()) {
        Context caller = watching.attach();
        try {
          Iterator<WatchOrdersResponse> messages =
              stub(0)
                  .withDeadlineAfter(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                  .watchOrders(request.build());
          while (messages.hasNext()) {
            WatchOrdersResponse message = messages.next();
            request.setResumeToken(message.getResumeToken());
            backoff.reset();
            if (!listener.next(message)) {
              return;
            }
          }
        } catch (StatusRuntimeException e) {
          if (new CallError(e).isFinal() || System.nanoTime() >= end) {
            throw e;
          }
        } finally {
          watching.detach(caller);
        }
      }
      backoff.pause();
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
