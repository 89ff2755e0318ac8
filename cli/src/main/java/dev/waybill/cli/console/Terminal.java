package dev.waybill.cli.console;

import java.util.function.Supplier;

/**
 * The abilities of the terminal that a stream writes to, if any.
 *
 * @param canMove whether earlier output can be overwritten
 * @param hasColours whether text may be coloured
 * @param size queried before each redraw, because the user may have resized the terminal
 */
public record Terminal(boolean canMove, boolean hasColours, Supplier<Size> size) {
  /** A file, a pipe or a terminal that can only append. */
  public static final Terminal NONE = new Terminal(false, false, () -> Size.USUAL);

  /** The number of lines on a terminal, and of characters per line. */
  public record Size(int rows, int columns) {
    /** The size assumed for a terminal that does not report one. */
    static final Size USUAL = new Size(24, 80);
  }
}
