package dev.waybill.bench.ceiling;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceStub;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Compares a call that is answered at once, through everything that `common` adds around calls,
 * with the same call through bare grpc-java. Both run in this process, over a socket, on virtual
 * threads.
 */
public final class UnaryCalls implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int IN_FLIGHT = 64;

  private final GrpcServer fullServer;
  private final Server bareServer;
  private final ManagedChannel full;
  private final ManagedChannel bare;

  private UnaryCalls(GrpcServer fullServer, Server bareServer) {
    this.fullServer = fullServer;
    this.bareServer = bareServer;
    this.full = Channels.open(fullServer.address(), OrderServiceGrpc.getServiceDescriptor());
    this.bare =
        Grpc.newChannelBuilder(
                "127.0.0.1:" + bareServer.getPort(), InsecureChannelCredentials.create())
            .build();
  }

  public static UnaryCalls start() {
    ServerSettings settings = new ServerSettings(0);
    try {
      Server bareServer =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .addService(new FixedOrders())
              .build()
              .start();
      return new UnaryCalls(GrpcServer.start(settings, new FixedWiring()), bareServer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls per second through all interceptors. */
  public double full(Duration time) {
    return perSecond(OrderServiceGrpc.newStub(full), time);
  }

  /** Calls per second without interceptors. */
  public double bare(Duration time) {
    return perSecond(OrderServiceGrpc.newStub(bare), time);
  }

  @Override
  public void close() {
    Channels.close(full, GRACE);
    Channels.close(bare, GRACE);
    fullServer.close();
    bareServer.shutdownNow();
  }

  private static double perSecond(OrderServiceStub stub, Duration time) {
    LongAdder answers = new LongAdder();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch loops = new CountDownLatch(IN_FLIGHT);
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; i < IN_FLIGHT; i++) {
      new Loop(stub, end, answers, failure, loops).next();
    }
    try {
      loops.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a call failed", failure.get());
    }
    return answers.sum() / (time.toNanos() / 1e9);
  }

  private record Loop(
      OrderServiceStub stub,
      long end,
      LongAdder answers,
      AtomicReference<@Nullable Throwable> failure,
      CountDownLatch loops)
      implements StreamObserver<PlaceOrderResponse> {
    void next() {
      if (System.nanoTime() >= end) {
        loops.countDown();
        return;
      }
      stub.placeOrder(
          PlaceOrderRequest.newBuilder()
              .setRequestId(UUID.randomUUID().toString())
              .setCustomerId("load-1")
              .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(1))
              .setPaymentToken("tok_ok")
              .build(),
          this);
    }

    @Override
    public void onNext(PlaceOrderResponse answer) {
      answers.increment();
    }

    @Override
    public void onError(Throwable thrown) {
      failure.compareAndSet(null, thrown);
      loops.countDown();
    }

    @Override
    public void onCompleted() {
      next();
    }
  }
}
