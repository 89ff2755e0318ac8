package dev.waybill.bench.report;

/**
 * A figure, the least value it must have, and the value it aims for.
 *
 * <p>If lower is better, the least value is an upper limit.
 */
enum Target {
  ROUND_TRIPS(
      "round_trips_on_the_way_at_1",
      "database round trips on the way of a lone order",
      "",
      true,
      6,
      4),
  HOT("hot_share_of_order_updates_services", "HOT share of updates of orders", "%", false, 90, 99),
  CPU_16(
      "cpu_at_16_vs_256", "CPU of a whole order at 16 in flight, against 256", "x", true, 1.5, 1.2),
  CPU_BEFORE("cpu_at_16_vs_before", "the same against before (--before)", "x", true, 0.6, 0.4),
  SWITCHES(
      "switches_at_300_per_second_services",
      "context switches an order at 300/s",
      "",
      true,
      60,
      30),
  ALONE(
      "alone_vs_flushes_and_hops",
      "PlaceOrder alone, p50, against its flushes and hops",
      "x",
      true,
      2,
      1.3),
  RATE("rate_vs_pgbench", "rate with p99 <= 50 ms, against pgbench's", "x", false, 4, 8),
  PGBENCH("place_order_vs_pgbench", "best rate against pgbench's best", "x", false, 8, 10),
  PGBENCH_16("at_16_vs_pgbench_16", "at 16 in flight against pgbench at 16", "x", false, 3, 4),
  CHAIN(
      "share_of_bare_chain",
      "share of the bare chain's rate (placing only)",
      "x",
      false,
      0.25,
      0.5),
  READY(
      "ready_seconds",
      "ready after start with the AOT cache, the slowest service",
      "s",
      true,
      0.9,
      0.5),
  MEMORY(
      "resident_megabytes",
      "resident memory of the largest service, after load",
      "MB",
      true,
      200,
      150),
  PGBENCH_HOT(
      "hot_sku_vs_pgbench_32", "all orders on one SKU, against pgbench at 32", "x", false, 4, 8),
  REST("vs_rest_peer", "best rate against the REST peer's best", "x", false, 3, 6),
  SECURED(
      "secured_cpu_at_256",
      "CPU of a whole order with TLS and tokens, against without",
      "x",
      true,
      1.15,
      1.05),
  UNARY(
      "unary_with_interceptors",
      "unary call with every interceptor, against bare grpc-java",
      "x",
      false,
      0.7,
      0.9);

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
      return "met, and the aim";
    }
    return (lowerIsBetter ? value <= least : value >= least) ? "met" : "not met";
  }
}
