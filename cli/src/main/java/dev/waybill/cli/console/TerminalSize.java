package dev.waybill.cli.console;

/** The number of lines on a terminal, and of characters per line. */
public record TerminalSize(int rows, int columns) {
  /** The size assumed for a terminal that does not report one. */
  static final TerminalSize USUAL = new TerminalSize(24, 80);
}
