package dev.waybill.bench.jmh;

import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call within this process, on one thread, so that mainly the cost of the interceptors remains.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InterceptorsBenchmark {
  private static final String NAME = "interceptors";

  @Param({"bare", "all"})
  private String interceptors;

  private final PlaceOrderRequest order = Orders.any();
  private Server server;
  private ManagedChannel channel;
  private OrderServiceBlockingStub stub;

  @Setup
  public void start() throws IOException {
    boolean all = interceptors.equals("all");
    InProcessServerBuilder serverBuilder = InProcessServerBuilder.forName(NAME).directExecutor();
    server =
        (all
                ? serverBuilder.addService(StandardInterceptors.server(new Fixed()))
                : serverBuilder.addService(new Fixed()))
            .build()
            .start();
    InProcessChannelBuilder builder = InProcessChannelBuilder.forName(NAME).directExecutor();
    channel = (all ? builder.intercept(StandardInterceptors.client()) : builder).build();
    stub = OrderServiceGrpc.newBlockingStub(channel);
  }

  @TearDown
  public void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Benchmark
  public PlaceOrderResponse call() {
    return stub.placeOrder(order);
  }

  private static final class Fixed extends OrderServiceGrpc.OrderServiceImplBase {
    @Override
    public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
      Order order = Order.newBuilder().setOrderId(request.getRequestId()).build();
      caller.onNext(PlaceOrderResponse.newBuilder().setOrder(order).build());
      caller.onCompleted();
    }
  }
}
