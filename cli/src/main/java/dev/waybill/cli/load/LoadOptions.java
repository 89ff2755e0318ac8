package dev.waybill.cli.load;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.local.load.Arrivals;
import dev.waybill.local.load.KneeSearch;
import dev.waybill.local.load.LoadPlan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much load, of which kind and for how long. A picocli mixin. */
final class LoadOptions {
  private static final int DEFAULT_RATE = 500;
  private static final int MOST_RATE = 1_000_000;
  private static final int MOST_CONNECTIONS = 64;

  /** More orders per second than any machine can place today. */
  private static final int BEYOND_MACHINES = 20_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description =
          "Orders per second; with --max, the first rate to try. Default: " + DEFAULT_RATE + ".")
  private @Nullable Integer rate;

  @Option(
      names = "--random",
      description =
          "Place the orders of a rate at random times, like real customers, instead of equally far"
              + " apart.")
  private boolean random;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description =
          "Instead of a rate: keep this many orders in flight; each answer starts the next order."
              + " Shows the throughput, not how long customers wait.")
  private @Nullable Integer inFlight;

  @Option(
      names = "--max",
      description =
          "Find the highest rate without a failure and within --p99-limit: double the rate until it"
              + " is too high, then narrow it down. At most 20 steps of --duration.")
  private boolean max;

  @Option(
      names = "--p99-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The highest p99 that --max accepts. Default: ${DEFAULT-VALUE}.")
  private Duration p99Limit = Duration.ofMillis(100);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to measure, such as 30s or 5m. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long to run the same load first; not part of the result. Default: ${DEFAULT-VALUE}.")
  private Duration warmup = Duration.ofSeconds(5);

  @Option(
      names = "--hot-sku",
      paramLabel = "SKU",
      arity = "0..1",
      fallbackValue = "SKU-000",
      description =
          "Order one item only, SKU-000 if none is given, instead of SKU-000 to SKU-099 in turn.")
  private @Nullable String hotSku;

  @Option(
      names = "--decline-percent",
      paramLabel = "N",
      description =
          "How many of 100 orders use a card that is declined. Default: ${DEFAULT-VALUE}.")
  private int declinePercent;

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description = "Connections to order-service, used in turn. Default: ${DEFAULT-VALUE}.")
  private int connections = 2;

  /** Returns what is wrong with the options, in one line. */
  Optional<String> problem() {
    if (inFlight != null && (rate != null || random || max)) {
      return Optional.of("--in-flight cannot be combined with --rate, --random or --max");
    }
    if (rate() > MOST_RATE) {
      return Optional.of("--rate: expected at most %s, but was %s".formatted(MOST_RATE, rate()));
    }
    if (inFlight().orElse(1) > LoadPlan.MOST_IN_FLIGHT) {
      return Optional.of(
          "--in-flight: expected at most %s, but was %s"
              .formatted(LoadPlan.MOST_IN_FLIGHT, inFlight));
    }
    if (declinePercent < 0 || declinePercent > 100) {
      return Optional.of(
          "--decline-percent: expected 0 to 100, but was %s".formatted(declinePercent));
    }
    if (connections > MOST_CONNECTIONS) {
      return Optional.of(
          "--connections: expected at most %s, but was %s"
              .formatted(MOST_CONNECTIONS, connections));
    }
    return duration.isZero()
        ? Optional.of("--duration: expected more than 0s, but was 0s")
        : Optional.empty();
  }

  LoadPlan plan() {
    return new LoadPlan(rate(), arrivals(), inFlight(), p99Limit, duration, warmup);
  }

  int rate() {
    return rate == null ? DEFAULT_RATE : rate;
  }

  private Arrivals arrivals() {
    return random ? Arrivals.RANDOM : Arrivals.EVEN;
  }

  Optional<Integer> inFlight() {
    return Optional.ofNullable(inFlight);
  }

  boolean max() {
    return max;
  }

  Duration p99Limit() {
    return p99Limit;
  }

  Duration duration() {
    return duration;
  }

  Optional<String> hotSku() {
    return Optional.ofNullable(hotSku);
  }

  int declinePercent() {
    return declinePercent;
  }

  int connections() {
    return connections;
  }

  /** The most orders that may be placed; without a rate, more than a machine can place. */
  long mostOrders() {
    int steps = max ? KneeSearch.MOST_STEPS : 1;
    double seconds = warmup.plus(duration.multipliedBy(steps)).toMillis() / 1000.0;
    return (long) (seconds * (inFlight == null && !max ? rate() : BEYOND_MACHINES));
  }
}
