package dev.waybill.cli.client;

/** One field of a table. */
record Cell(String text, Style style, boolean toTheRight) {
  static Cell of(String text) {
    return new Cell(text, Style.PLAIN, false);
  }

  static Cell of(String text, Style style) {
    return new Cell(text, style, false);
  }

  static Cell number(String text) {
    return new Cell(text, Style.PLAIN, true);
  }
}
