package dev.waybill.bench.stack;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The log of `pgbench --rate --log`, with a line for each transaction: {@code client number latency
 * script seconds microseconds lag}. The latency counts from the time at which the transaction was
 * due and is in microseconds; the time is that of its end.
 */
final class PgBenchLog {
  private static final int DIGITS = 3;
  private static final int LATENCY = 2;
  private static final int SECONDS = 4;
  private static final int MICROS = 5;

  private PgBenchLog() {}

  /** A transaction; its latency is negative if it failed. */
  private record Line(long dueMicros, long latencyMicros) {
    static Line of(String line) {
      String[] fields = line.split(" ", -1);
      if (fields.length <= MICROS) {
        throw new IllegalArgumentException(
            "pgbench's log: expected at least %s fields, but was \"%s\""
                .formatted(MICROS + 1, line));
      }
      long end =
          TimeUnit.SECONDS.toMicros(Long.parseLong(fields[SECONDS]))
              + Long.parseLong(fields[MICROS]);
      // "failed" and "skipped" stand in the place of the latency.
      return Character.isDigit(fields[LATENCY].charAt(0))
          ? new Line(end - Long.parseLong(fields[LATENCY]), Long.parseLong(fields[LATENCY]))
          : new Line(end, -1);
    }

    boolean failed() {
      return latencyMicros < 0;
    }
  }

  /** The results, without the transactions that were due in the lead-in. */
  static Answers read(Stream<String> lines, Rate rate) {
    List<Line> all = lines.map(Line::of).toList();
    long from = all.stream().mapToLong(Line::dueMicros).min().orElse(0) + toMicros(rate.leadIn());
    List<Line> measured = all.stream().filter(line -> line.dueMicros() >= from).toList();
    Histogram micros = new Histogram(DIGITS);
    measured.stream()
        .filter(line -> !line.failed())
        .forEach(line -> micros.recordValue(line.latencyMicros()));
    return new Answers(
        micros.getTotalCount(),
        measured.stream().filter(Line::failed).count(),
        true,
        micros.getTotalCount() / (rate.duration().toNanos() / 1e9),
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0);
  }

  private static long toMicros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
