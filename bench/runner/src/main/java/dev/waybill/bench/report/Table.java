package dev.waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table of results, for the terminal and for the results page. */
record Table(String title, List<String> head, List<List<String>> rows) {
  /** With columns as wide as their widest cell. */
  String text() {
    List<List<String>> lines = new ArrayList<>(List.of(head));
    lines.addAll(rows);
    int[] widths =
        IntStream.range(0, head.size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(title);
    for (List<String> line : lines) {
      StringBuilder cells = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        cells.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
      }
      text.append('\n').append(cells.toString().stripTrailing());
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder table = new StringBuilder(line(head));
    table.append('|').append("---|".repeat(head.size())).append('\n');
    rows.forEach(row -> table.append(line(row)));
    return table.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** A number as far as it can be trusted; empty if it was not measured. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  static String number(double value, String unit) {
    return Double.isNaN(value) || unit.isEmpty() ? number(value) : number(value) + " " + unit;
  }
}
