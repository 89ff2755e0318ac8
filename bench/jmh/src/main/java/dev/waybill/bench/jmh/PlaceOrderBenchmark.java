package dev.waybill.bench.jmh;

import dev.waybill.common.channel.Channels;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import dev.waybill.postgres.TemporaryFolder;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole order through all three services in this one process, so that the profiler's bytes per
 * operation cover all three. Fulfilment is delayed, so that they are PlaceOrder's alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
@Threads(32)
public class PlaceOrderBenchmark {
  private final Lifetime lifetime = Lifetime.untilTheProcessEnds();
  private ManagedChannel channel;
  private OrderServiceGrpc.OrderServiceBlockingStub stub;

  @Setup
  public void start() {
    TemporaryFolder folder = lifetime.own(() -> TemporaryFolder.create("waybill-jmh-"));
    ServerPlan plan = ServerPlan.in(folder.path()).deleting(folder.path());
    LocalPostgres postgres = lifetime.own(() -> LocalPostgres.start(plan));
    StackSettings settings =
        StackSettings.on(StackPorts.ANY).with(Services.ORDER, "--fulfilment-delay", "1h");
    LocalStack stack = LocalStack.start(lifetime, postgres, settings);
    ManagedChannel inventory =
        Channels.open(stack.address(Services.INVENTORY), Services.INVENTORY.contracts());
    Catalogue.fill(inventory);
    Channels.close(inventory, Duration.ofSeconds(1));
    channel = Channels.open(stack.address(Services.ORDER), Services.ORDER.contracts());
    stub = OrderServiceGrpc.newBlockingStub(channel);
  }

  @TearDown
  public void stop() {
    Channels.close(channel, Duration.ofSeconds(1));
    lifetime.close();
  }

  @Benchmark
  public PlaceOrderResponse placeOrder() {
    return stub.placeOrder(Orders.any());
  }
}
