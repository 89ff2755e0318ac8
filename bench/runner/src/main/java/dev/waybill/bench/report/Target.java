package dev.waybill.bench.report;

/**
 * A figure, the least value it must have, and the value it aims for.
 *
 * <p>If lower is better, the least value is an upper limit.
 */
enum Target {
  PGBENCH(
      "place_order_vs_pgbench",
      "PlaceOrder durable, best rate, against pgbench's best",
      "x",
      false,
      2,
      4),
  PGBENCH_16(
      "at_16_vs_pgbench_16",
      "the same at 16 in flight, against pgbench at 16 clients",
      "x",
      false,
      0.8,
      1.3),
  PGBENCH_HOT(
      "hot_sku_vs_pgbench_32",
      "all orders on one SKU, against pgbench on one SKU at 32 clients",
      "x",
      false,
      4,
      8),
  REST(
      "vs_rest_peer",
      "against the REST/JSON peer, throughput at equal durability",
      "x",
      false,
      3,
      6),
  CHAIN(
      "share_of_bare_chain",
      "share of the bare three-hop chain's throughput",
      "x",
      false,
      0.25,
      0.5),
  UNARY(
      "unary_with_interceptors",
      "unary call with every interceptor, against bare grpc-java",
      "x",
      false,
      0.7,
      0.9),
  ALONE(
      "alone_vs_flushes_and_hops",
      "PlaceOrder alone, p50, against its flushes and hops",
      "x",
      true,
      2,
      1.3),
  HALF_KNEE("p99_at_half_the_knee", "p99 at half the knee", "ms", true, 25, 10),
  READY(
      "ready_seconds",
      "ready after start with the AOT cache, the slowest service",
      "s",
      true,
      1,
      0.5),
  MEMORY("resident_megabytes", "memory under load, the largest service", "MB", true, 220, 150);

  private final String key;
  private final String measure;
  private final String unit;
  private final boolean lowerIsBetter;
  private final double least;
  private final double aim;

  Target(String key, String measure, String unit, boolean lowerIsBetter, double least, double aim) {
    this.key = key;
    this.measure = measure;
    this.unit = unit;
    this.lowerIsBetter = lowerIsBetter;
    this.least = least;
    this.aim = aim;
  }

  /** The name of the figure for scripts. */
  String key() {
    return key;
  }

  String measure() {
    return measure;
  }

  String unit() {
    return unit;
  }

  double least() {
    return least;
  }

  double aim() {
    return aim;
  }

  /** Whether the value reaches the target. */
  String verdict(double value) {
    if (Double.isNaN(value)) {
      return "not measured";
    }
    if (lowerIsBetter ? value <= aim : value >= aim) {
      return "aim";
    }
    return (lowerIsBetter ? value <= least : value >= least) ? "holds" : "missed";
  }
}
