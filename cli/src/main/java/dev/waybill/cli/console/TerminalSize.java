package dev.waybill.cli.console;

/** How many lines a terminal shows, and how many characters on each. */
public record TerminalSize(int rows, int columns) {
  /** Of a terminal that does not say. */
  static final TerminalSize USUAL = new TerminalSize(24, 80);
}
