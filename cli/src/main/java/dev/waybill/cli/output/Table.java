package dev.waybill.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows with aligned columns. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<Cell>> rows = new ArrayList<>();

  /** A table without rows. */
  public Table() {}

  /** Adds a row of headings. */
  public Table heading(String... titles) {
    rows.add(Arrays.stream(titles).map(title -> Cell.of(title, Style.FAINT)).toList());
    return this;
  }

  public Table row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a row with a name and its value. */
  public Table field(String name, Cell value) {
    return row(Cell.of(name, Style.FAINT), value);
  }

  public List<String> lines(boolean colours) {
    int[] widths = widths();
    return rows.stream().map(row -> line(row, widths, colours)).toList();
  }

  private int[] widths() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).text().length());
      }
    }
    return widths;
  }

  private static String line(List<Cell> row, int[] widths, boolean colours) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      Cell cell = row.get(column);
      // Padding stays outside the colour codes, which take no space on the screen.
      String padding = " ".repeat(widths[column] - cell.text().length());
      String text = colours ? cell.style().paint(cell.text()) : cell.text();
      line.append(column == 0 ? "" : GAP);
      line.append(cell.toTheRight() ? padding + text : text + padding);
    }
    return line.toString().stripTrailing();
  }
}
