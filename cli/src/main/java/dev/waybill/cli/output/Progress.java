package dev.waybill.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Shows how far long work has come: a bar on a terminal, elsewhere a line every few seconds. */
public final class Progress {
  private static final int BAR_WIDTH = 24;
  private static final int BAR_LENGTH = BAR_WIDTH + "[] 100 %  ".length();
  private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Screen screen;
  private final String unit;
  private final long size;
  private final long startNanos = System.nanoTime();
  private long shownNanos = startNanos;

  /**
   * Starts the time.
   *
   * @param unit what is worked off, in the plural
   * @param size how large the work is, in whatever measure its parts are told; 0 when unknown
   */
  public Progress(Screen screen, String unit, long size) {
    this.screen = screen;
    this.unit = unit;
    this.size = size;
  }

  /** To be told often; most of it is not shown. */
  public void at(long part, long count, long failed) {
    Duration pause = screen.showsProgress() ? BETWEEN_BARS : BETWEEN_LINES;
    if (System.nanoTime() - shownNanos < pause.toNanos()) {
      return;
    }
    shownNanos = System.nanoTime();
    String text =
        String.format(Locale.ROOT, "%,d %s, %,.0f/s", count, unit, count / seconds())
            + (failed > 0 ? String.format(Locale.ROOT, ", %,d failed", failed) : "")
            + timeLeft(part);
    if (screen.showsProgress()) {
      screen.progress(bar(part, text) + text);
    } else {
      screen.notice(text);
    }
  }

  /** Makes room for what is printed next. */
  public void end() {
    screen.progress("");
  }

  /** How long the work has taken. */
  public double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  /** Left out where there is room for the text only. */
  private String bar(long part, String text) {
    if (size == 0 || !screen.hasRoomFor(BAR_LENGTH + text.length())) {
      return "";
    }
    double share = (double) Math.min(part, size) / size;
    int full = (int) (share * BAR_WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  ",
        "#".repeat(full),
        ".".repeat(BAR_WIDTH - full),
        share * 100);
  }

  private String timeLeft(long part) {
    if (size == 0 || part == 0) {
      return "";
    }
    double left = seconds() * Math.max(0, size - part) / part;
    return String.format(Locale.ROOT, ", %d:%02d left", (long) left / 60, (long) left % 60);
  }
}
