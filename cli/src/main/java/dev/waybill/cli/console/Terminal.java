package dev.waybill.cli.console;

import java.util.function.Supplier;

/**
 * What a stream may do with the terminal that it goes to, if it goes to one.
 *
 * @param canMove whether what was written can be written over
 * @param hasColours whether text may be coloured
 * @param size asked before each redraw, because the user may have changed it
 */
public record Terminal(boolean canMove, boolean hasColours, Supplier<TerminalSize> size) {
  /** A file, a pipe or a terminal that can only append. */
  public static final Terminal NONE = new Terminal(false, false, () -> TerminalSize.USUAL);
}
