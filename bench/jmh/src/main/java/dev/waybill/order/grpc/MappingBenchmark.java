package dev.waybill.order.grpc;

import dev.waybill.bench.jmh.Orders;
import dev.waybill.common.command.RowCache;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Maps between the wire and the domain. In this package because the mapping is package-private. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MappingBenchmark {
  private static final OrderTimes TIMES =
      new OrderTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(8),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2));

  private final PlaceOrderRequest message = Orders.any();
  private final Order order = placed(OrderMessages.toRequest(message));

  @Benchmark
  public OrderRequest toDomain() {
    return OrderMessages.toRequest(message);
  }

  @Benchmark
  public dev.waybill.proto.order.v1.Order toMessage() {
    return OrderMessages.toMessage(order);
  }

  private static Order placed(OrderRequest request) {
    OrderCommand.Place place = OrderCommand.Place.of(request, Claim.fresh(), "correlation");
    OrderBook book = new OrderBook(TIMES, new RowCache<>(0));
    Placement _ = place.decide(book, Instant.EPOCH);
    return book.orders().added().getFirst().order();
  }
}
