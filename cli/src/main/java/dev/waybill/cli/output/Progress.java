package dev.waybill.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Shows the progress of work: a bar on a terminal, otherwise a line every few seconds. */
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
   * Starts the clock.
   *
   * @param unit what is counted, in the plural
   * @param size the size of the work, in the same measure as the parts passed to {@link #at}; 0 if
   *     unknown
   */
  public Progress(Screen screen, String unit, long size) {
    this.screen = screen;
    this.unit = unit;
    this.size = size;
  }

  /** Updates the progress. Can be called often, because most updates are not shown. */
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

  /** Clears the bar so that other output can follow. */
  public void end() {
    screen.progress("");
  }

  /** Seconds since the work started. */
  public double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  /** The bar, or nothing where there is only room for the text. */
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
