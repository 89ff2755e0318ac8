package dev.waybill.system.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures and prints the speed and the memory of streams. Not part of the usual tests. */
final class StreamMeasurements {
  private static final int ROUNDS = 7;

  @TempDir private Path folder;
  private final List<ManagedChannel> channels = new ArrayList<>();

  @AfterEach
  void disconnect() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  @Test
  void tenThousandIdleWatchers() {
    int connections = 20;
    int each = 250;
    try (Cluster cluster = start("--fulfilment-delay", "1h", "--max-caller-streams", "20000")) {
      List<Order> orders =
          new OrderLoad(connect(cluster)).placeAtRate(OrderLoad.orders(100, 1), 50);
      print(
          String.format(
              Locale.ROOT,
              "heap before: %.0f MB, resident %d MB",
              heap(cluster),
              resident(cluster)));
      List<EventWatch<?, ?>> watches = new ArrayList<>();
      for (int connection = 0; connection < connections; connection++) {
        ManagedChannel channel = connect(cluster);
        for (int i = 0; i < each; i++) {
          String customer = OrderLoad.customer(watches.size());
          watches.add(begin(EventWatch.ofCustomer(channel, customer, StreamMeasurements::ignore)));
          String order = orders.get(i % orders.size()).getOrderId();
          watches.add(begin(EventWatch.ofOrder(channel, order, StreamMeasurements::ignore)));
        }
      }
      watches.forEach(EventWatch::read);
      print("%s watchers on %s connections".formatted(watches.size(), connections));
      print(
          String.format(
              Locale.ROOT, "heap: %.0f MB, resident %d MB", heap(cluster), resident(cluster)));
      long before = cluster.instance(Services.ORDER, 0).process().cpuMillis();
      pause(60);
      long used = cluster.instance(Services.ORDER, 0).process().cpuMillis() - before;
      print(
          String.format(
              Locale.ROOT, "idle for 60 s: %.1f %% of a core, heartbeats included", used / 600.0));
      print(
          String.format(
              Locale.ROOT, "heap: %.0f MB, resident %d MB", heap(cluster), resident(cluster)));
      assertThat(heap(cluster)).isLessThan(256);
    }
  }

  private static EventWatch<?, ?> begin(EventWatch<?, ?> watch) {
    watch.awaitBegun();
    return watch;
  }

  @Test
  void oneStalledWatcherAmongAThousand() {
    try (Cluster cluster = start("--max-caller-streams", "2000")) {
      OrderLoad load = new OrderLoad(connect(cluster));
      var _ = load.placeAtRate(OrderLoad.orders(1_000, 100), 100);
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        without.add(p99AmongAThousand(cluster, load));
        AtomicInteger received = new AtomicInteger();
        EventWatch<?, ?> stalled =
            begin(
                EventWatch.ofCustomer(
                    connectNarrowly(cluster), "", _ -> received.incrementAndGet()));
        with.add(p99AmongAThousand(cluster, load));
        stalled.read();
        Status end = stalled.end();
        print("the stalled one got %s events, then %s".formatted(received.get(), end.getCode()));
        assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      }
      print("p99 without: %s".formatted(list(without)));
      print("p99 with a stalled one: %s".formatted(list(with)));
      print(
          String.format(
              Locale.ROOT,
              "ratio of medians: %.2f",
              Figures.median(with) / Figures.median(without)));
    }
  }

  /** 100 customers, each watched ten times, who place 100 orders/s. */
  private double p99AmongAThousand(Cluster cluster, OrderLoad load) {
    List<ManagedChannel> channels = Stream.generate(() -> connect(cluster)).limit(4).toList();
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
    try (Cluster cluster = start()) {
      OrderLoad load = new OrderLoad(connect(cluster));
      // Half a minute for the JVMs to compile what they will need.
      var _ = load.placeAtRate(OrderLoad.orders(6_000, 100), 200);
      for (int round = 0; round < 3; round++) {
        Latencies latencies = new Latencies();
        EventWatch<?, ?> watch = begin(EventWatch.ofCustomer(connect(cluster), "", latencies));
        watch.read();
        var _ = load.placeAtRate(OrderLoad.orders(4_000, 100), 200);
        watch.cancel();
        print(
            String.format(
                Locale.ROOT,
                "%d events at 200 orders/s: p50 %.1f ms, p99 %.1f ms",
                latencies.count(),
                latencies.percentile(0.5),
                latencies.percentile(0.99)));
      }
    }
  }

  @Test
  void importAgainstSixtyFourCallers() {
    try (Cluster cluster = start()) {
      OrderLoad load = new OrderLoad(connect(cluster));
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
      print(
          String.format(
              Locale.ROOT,
              "ratio of medians: %.2f",
              Figures.median(imports) / Figures.median(callers)));
    }
  }

  private Cluster start(String... orderArguments) {
    Cluster cluster =
        Cluster.start(
            folder,
            ClusterPlan.of(1)
                .with(Services.ORDER, orderArguments)
                .onJvm("-XX:+UseSerialGC", "-Xmx256m"));
    print(
        "fsync %s, synchronous_commit %s, full_page_writes %s; order-service with %s"
            .formatted(
                setting(cluster, "fsync"),
                setting(cluster, "synchronous_commit"),
                setting(cluster, "full_page_writes"),
                List.of(orderArguments)));
    return cluster;
  }

  private static String setting(Cluster cluster, String name) {
    return cluster.database().value(Services.ORDER, "SHOW " + name);
  }

  /** A separate connection to order-service. Its callbacks must not block. */
  private ManagedChannel connect(Cluster cluster) {
    return opened(
        Grpc.newChannelBuilder(cluster.target(Services.ORDER), InsecureChannelCredentials.create())
            .directExecutor()
            .build());
  }

  /**
   * A connection on which the server may send 64 KB that have not been read. By default gRPC grows
   * this window and takes a megabyte before a slow caller is noticed.
   */
  private ManagedChannel connectNarrowly(Cluster cluster) {
    return opened(
        NettyChannelBuilder.forTarget(
                cluster.target(Services.ORDER), InsecureChannelCredentials.create())
            .flowControlWindow(65_535)
            .directExecutor()
            .build());
  }

  private ManagedChannel opened(ManagedChannel channel) {
    channels.add(channel);
    return channel;
  }

  private static double heap(Cluster cluster) {
    return cluster.instance(Services.ORDER, 0).process().liveHeapMegabytes();
  }

  private static long resident(Cluster cluster) {
    return cluster.instance(Services.ORDER, 0).process().residentMegabytes();
  }

  private static void pause(int seconds) {
    Awaitility.await()
        .pollDelay(seconds, TimeUnit.SECONDS)
        .atMost(1, TimeUnit.HOURS)
        .until(() -> true);
  }

  private static String list(List<Double> values) {
    return String.join(
        " ", values.stream().map(value -> String.format(Locale.ROOT, "%.1f", value)).toList());
  }

  private static void ignore(OrderEvent event) {
    // Only the server's work for it matters here.
  }

  private static void print(String figures) {
    System.out.println("measured: " + figures);
  }
}
