package dev.waybill.cli.output;

/** One field of a table. */
public record Cell(String text, Style style, boolean toTheRight) {
  /** Plain text. */
  public static Cell of(String text) {
    return new Cell(text, Style.PLAIN, false);
  }

  /** Text that stands out as the style says. */
  public static Cell of(String text, Style style) {
    return new Cell(text, style, false);
  }

  /** Lined up to the right. */
  public static Cell number(String text) {
    return new Cell(text, Style.PLAIN, true);
  }
}
