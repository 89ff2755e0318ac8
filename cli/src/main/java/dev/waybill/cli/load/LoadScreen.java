package dev.waybill.cli.load;

import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.common.config.Durations;
import dev.waybill.local.load.Latency;
import dev.waybill.local.load.LoadProgress;
import dev.waybill.local.load.LoadResult;
import dev.waybill.local.load.LoadResult.Schedule;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Prints the progress and the results of a run, for a person. */
final class LoadScreen implements LoadProgress {
  private final Screen screen;
  private final boolean json;

  /** With JSON, only the JSON is printed. */
  LoadScreen(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  void stocked(long pieces) {
    if (pieces > 0) {
      line(
          Style.FAINT,
          String.format(
              Locale.ROOT, "received %,d pieces first, so that no item sells out", pieces));
    }
  }

  /** Overwrites the progress line. */
  @Override
  public void progress(String phase, LoadResult soFar, Latency lately) {
    screen.progress(
        String.format(
            Locale.ROOT,
            "%s: %,d sent, %,d answered, %,d failed; p50 %s, p99 %s",
            phase,
            soFar.schedule().sent(),
            soFar.answered(),
            soFar.failed(),
            millis(lately.p50()),
            millis(lately.p99())));
  }

  /** Prints one rate that --max has tested. */
  @Override
  public void step(double rate, LoadResult result) {
    screen.requireReader();
    line(
        Style.PLAIN,
        String.format(
            Locale.ROOT,
            "%,9.0f a second: %,.0f answered a second, %,d failed, %,d late, p50 %s, p99 %s",
            rate,
            result.perSecond(),
            result.failed(),
            result.schedule().late(),
            millis(result.latencyMillis().p50()),
            millis(result.latencyMillis().p99())));
  }

  void result(LoadResult result) {
    if (json) {
      return;
    }
    Schedule schedule = result.schedule();
    Latency latency = result.latencyMillis();
    Table table =
        new Table()
            .field("offered", number(schedule.offered()))
            .field("sent", number(schedule.sent()))
            .field("late", number(schedule.late()))
            .field("answered", number(result.answered()));
    rows(table, "  ", result.outcomes());
    rows(table, "    ", result.reasons());
    table.field("failed", number(result.failed()));
    rows(table, "  ", result.failures());
    table
        .field("a second", number(Math.round(result.perSecond())))
        .field("p50", Cell.number(millis(latency.p50())))
        .field("p90", Cell.number(millis(latency.p90())))
        .field("p99", Cell.number(millis(latency.p99())))
        .field("p99.9", Cell.number(millis(latency.p999())))
        .field("max", Cell.number(millis(latency.max())));
    screen.table(table);
    VerdictView verdict = VerdictView.of(result.verdict());
    line(verdict.style(), verdict.sentence());
  }

  /** Prints to standard error, so that JSON on standard output stays intact. */
  void interrupted(String what) {
    screen.notice("interrupted: " + what);
  }

  void json(LoadReport report) {
    if (json) {
      screen.line(report.json());
    }
  }

  void knee(double rate, Duration p99Limit) {
    line(
        rate > 0 ? Style.GOOD : Style.BAD,
        rate > 0
            ? String.format(
                Locale.ROOT,
                "the highest rate is %,.0f orders a second, with a p99 within %s",
                rate,
                Durations.format(p99Limit))
            : String.format(
                Locale.ROOT, "no rate has a p99 within %s", Durations.format(p99Limit)));
  }

  private void line(Style style, String text) {
    if (!json) {
      screen.line(style, text);
    }
  }

  private static void rows(Table table, String indent, Map<String, Long> counts) {
    counts.forEach((name, count) -> table.field(indent + name, number(count)));
  }

  private static Cell number(long number) {
    return Cell.number(String.format(Locale.ROOT, "%,d", number));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%,.2f ms", millis);
  }
}
