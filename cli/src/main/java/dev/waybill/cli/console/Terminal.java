package dev.waybill.cli.console;

import java.util.function.Supplier;

/**
 * The abilities of the terminal that a stream writes to, if any.
 *
 * @param canMove whether earlier output can be overwritten
 * @param hasColours whether text may be coloured
 * @param size queried before each redraw, because the user may have resized the terminal
 */
public record Terminal(boolean canMove, boolean hasColours, Supplier<TerminalSize> size) {
  /** A file, a pipe or a terminal that can only append. */
  public static final Terminal NONE = new Terminal(false, false, () -> TerminalSize.USUAL);
}
