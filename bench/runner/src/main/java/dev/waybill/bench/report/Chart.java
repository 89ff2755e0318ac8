package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Draws the medians of a figure as bars, one for each contender and level. */
final class Chart {
  private static final int BAR = 18;
  private static final int GAP = 6;
  private static final int LABELS = 260;
  private static final int WIDTH = 460;
  private static final int TOP = 62;
  private static final List<String> COLOURS =
      List.of("#4c72b0", "#dd8452", "#55a868", "#c44e52", "#8172b3", "#937860", "#64b5cd");

  private Chart() {}

  static String of(String title, Findings findings, ToDoubleFunction<Sample> figure) {
    Map<String, List<Row>> rows = Row.byContender(findings.samples());
    double largest =
        rows.values().stream()
            .flatMap(List::stream)
            .mapToDouble(row -> row.median(figure))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(1);
    StringBuilder bars = new StringBuilder();
    int y = TOP;
    int colour = 0;
    for (List<Row> levels : rows.values()) {
      for (Row row : levels) {
        double value = row.median(figure);
        if (!Double.isNaN(value)) {
          bars.append(bar(row, value, largest, y, COLOURS.get(colour % COLOURS.size())));
          y += BAR + GAP;
        }
      }
      colour++;
      y += GAP;
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="24" font-size="16">%s</text>
        <text x="10" y="44">%s</text>
        %s</svg>
        """
        .formatted(LABELS + WIDTH + 100, y + GAP, title, conditions(findings), bars);
  }

  private static String conditions(Findings findings) {
    return String.join(
        ", ",
        Stream.of("fsync", "synchronous_commit", "full_page_writes")
            .map(name -> name + " " + findings.settings().get(name))
            .toList());
  }

  private static String bar(Row row, double value, double largest, int y, String colour) {
    double length = WIDTH * value / largest;
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end">%s, %d in flight</text>
        <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
        <text x="%.1f" y="%d">%,.1f</text>
        """,
        LABELS - 8,
        y + BAR - 5,
        row.contender(),
        row.inFlight(),
        LABELS,
        y,
        length,
        BAR,
        colour,
        LABELS + length + 6,
        y + BAR - 5,
        value);
  }
}
