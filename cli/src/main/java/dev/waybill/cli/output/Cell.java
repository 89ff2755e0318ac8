package dev.waybill.cli.output;

/** One field of a table. */
public record Cell(String text, Style style, boolean toTheRight) {
  /** Plain text. */
  public static Cell of(String text) {
    return new Cell(text, Style.PLAIN, false);
  }

  /** Text in the given style. */
  public static Cell of(String text, Style style) {
    return new Cell(text, style, false);
  }

  /** Right-aligned text. */
  public static Cell number(String text) {
    return new Cell(text, Style.PLAIN, true);
  }
}
