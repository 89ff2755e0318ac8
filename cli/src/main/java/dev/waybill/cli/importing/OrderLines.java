package dev.waybill.cli.importing;

import dev.waybill.local.text.TextLine;
import dev.waybill.local.text.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a file of orders line by line. Skips empty lines and comments after #. */
public final class OrderLines implements AutoCloseable {
  private final TextLines lines;

  public OrderLines(InputStream bytes) {
    this.lines = new TextLines(bytes);
  }

  /** The next line with an order; empty at the end of the file. */
  Optional<TextLine> next() throws IOException {
    while (true) {
      Optional<TextLine> line = lines.next();
      if (line.isEmpty() || !isSkipped(line.get().text())) {
        return line;
      }
    }
  }

  /** The number of bytes read so far. */
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static boolean isSkipped(String text) {
    return text.isBlank() || text.startsWith("#");
  }
}
