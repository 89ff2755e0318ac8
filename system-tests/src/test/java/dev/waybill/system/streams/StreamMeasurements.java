package dev.waybill.system.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The speed and the memory of streams, measured and printed; no part of the usual tests. */
final class StreamMeasurements {
  private static final int ROUNDS = 7;

  @TempDir private Path folder;

  @Test
  void tenThousandIdleWatchers() {
    int connections = 20;
    int each = 250;
    try (ServiceStack stack = start("--fulfilment-delay", "1h", "--max-caller-streams", "20000")) {
      List<Order> orders = new OrderLoad(stack.connect()).placeAtRate(OrderLoad.orders(100, 1), 50);
      print("heap before: %.0f MB, resident %d MB".formatted(heap(stack), resident(stack)));
      List<EventWatch<?, ?>> watches = new ArrayList<>();
      for (int connection = 0; connection < connections; connection++) {
        ManagedChannel channel = stack.connect();
        for (int i = 0; i < each; i++) {
          String customer = OrderLoad.customer(watches.size());
          watches.add(begin(EventWatch.ofCustomer(channel, customer, StreamMeasurements::ignore)));
          String order = orders.get(i % orders.size()).getOrderId();
          watches.add(begin(EventWatch.ofOrder(channel, order, StreamMeasurements::ignore)));
        }
      }
      watches.forEach(EventWatch::read);
      print("%d watchers on %d connections".formatted(watches.size(), connections));
      print("heap: %.0f MB, resident %d MB".formatted(heap(stack), resident(stack)));
      long before = stack.order().cpuMillis();
      pause(60);
      long used = stack.order().cpuMillis() - before;
      print("idle for 60 s: %.1f %% of a core, heartbeats included".formatted(used / 600.0));
      print("heap: %.0f MB, resident %d MB".formatted(heap(stack), resident(stack)));
      assertThat(heap(stack)).isLessThan(256);
    }
  }

  private static EventWatch<?, ?> begin(EventWatch<?, ?> watch) {
    watch.awaitBegun();
    return watch;
  }

  @Test
  void oneStalledWatcherAmongAThousand() {
    try (ServiceStack stack = start("--max-caller-streams", "2000")) {
      OrderLoad load = new OrderLoad(stack.connect());
      var _ = load.placeAtRate(OrderLoad.orders(1_000, 100), 100);
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        without.add(p99AmongAThousand(stack, load));
        AtomicInteger received = new AtomicInteger();
        EventWatch<?, ?> stalled =
            begin(
                EventWatch.ofCustomer(
                    stack.connectNarrowly(), "", _ -> received.incrementAndGet()));
        with.add(p99AmongAThousand(stack, load));
        stalled.read();
        Status end = stalled.end();
        print("the stalled one got %d events, then %s".formatted(received.get(), end.getCode()));
        assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      }
      print("p99 without: %s".formatted(list(without)));
      print("p99 with a stalled one: %s".formatted(list(with)));
      print("ratio of medians: %.2f".formatted(Figures.median(with) / Figures.median(without)));
    }
  }

  /** 100 customers, each watched ten times, and 100 orders/s of theirs. */
  private static double p99AmongAThousand(ServiceStack stack, OrderLoad load) {
    List<ManagedChannel> channels = Stream.generate(stack::connect).limit(4).toList();
    Latencies latencies = new Latencies();
    List<EventWatch<?, ?>> watches =
        IntStream.range(0, 1_000)
            .<EventWatch<?, ?>>mapToObj(
                number ->
                    EventWatch.ofCustomer(
                        channels.get(number % channels.size()),
                        OrderLoad.customer(number % 100),
                        latencies))
            .toList();
    watches.forEach(EventWatch::awaitBegun);
    watches.forEach(EventWatch::read);
    var _ = load.placeAtRate(OrderLoad.orders(1_000, 100), 100);
    watches.forEach(EventWatch::cancel);
    channels.forEach(ManagedChannel::shutdownNow);
    return latencies.percentile(0.99);
  }

  @Test
  void fromCommitToWatcher() {
    try (ServiceStack stack = start()) {
      OrderLoad load = new OrderLoad(stack.connect());
      // Half a minute for the virtual machines to compile what they will need.
      var _ = load.placeAtRate(OrderLoad.orders(6_000, 100), 200);
      for (int round = 0; round < 3; round++) {
        Latencies latencies = new Latencies();
        EventWatch<?, ?> watch = begin(EventWatch.ofCustomer(stack.connect(), "", latencies));
        watch.read();
        var _ = load.placeAtRate(OrderLoad.orders(4_000, 100), 200);
        watch.cancel();
        print(
            "%d events at 200 orders/s: p50 %.1f ms, p99 %.1f ms"
                .formatted(
                    latencies.count(), latencies.percentile(0.5), latencies.percentile(0.99)));
      }
    }
  }

  @Test
  void importAgainstSixtyFourCallers() {
    try (ServiceStack stack = start()) {
      OrderLoad load = new OrderLoad(stack.connect());
      int count = 2_000;
      List<Double> callers = new ArrayList<>();
      List<Double> imports = new ArrayList<>();
      for (int round = -1; round < ROUNDS; round++) {
        double unary = count / load.placeByCallers(OrderLoad.orders(count, 100), 64);
        double streamed = count / load.placeByImport(OrderLoad.orders(count, 100));
        if (round >= 0) {
          callers.add(unary);
          imports.add(streamed);
        }
      }
      print("orders/s of 64 callers: %s".formatted(list(callers)));
      print("orders/s of one import: %s".formatted(list(imports)));
      print("ratio of medians: %.2f".formatted(Figures.median(imports) / Figures.median(callers)));
    }
  }

  private ServiceStack start(String... orderArguments) {
    ServiceStack stack = new ServiceStack(folder, orderArguments);
    print(
        "fsync %s, synchronous_commit %s, full_page_writes %s; order-service with %s"
            .formatted(
                stack.setting("fsync"),
                stack.setting("synchronous_commit"),
                stack.setting("full_page_writes"),
                List.of(orderArguments)));
    return stack;
  }

  private static double heap(ServiceStack stack) {
    return stack.order().liveHeapMegabytes();
  }

  private static long resident(ServiceStack stack) {
    return stack.order().residentMegabytes();
  }

  private static void pause(int seconds) {
    Awaitility.await()
        .pollDelay(seconds, TimeUnit.SECONDS)
        .atMost(1, TimeUnit.HOURS)
        .until(() -> true);
  }

  private static String list(List<Double> values) {
    return String.join(" ", values.stream().map("%.1f"::formatted).toList());
  }

  private static void ignore(OrderEvent event) {
    // What matters here is what the server has to do for it.
  }

  private static void print(String figures) {
    System.out.println("measured: " + figures);
  }
}
