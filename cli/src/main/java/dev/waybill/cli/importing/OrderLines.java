package dev.waybill.cli.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a file of orders line by line: the file, and a line of it, may be larger than memory. Empty
 * lines and comments after # are passed over.
 */
public final class OrderLines implements AutoCloseable {
  /** Far more than an order can have; longer lines are cut off. */
  public static final int LONGEST_LINE = 256 * 1024;

  private static final int NO_MORE = -1;

  private final InputStream bytes;
  private long position;
  private long number;

  public OrderLines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, LONGEST_LINE);
  }

  /** The next line with an order; empty at the end. */
  public Optional<OrderLine> next() throws IOException {
    while (true) {
      Optional<OrderLine> line = readLine();
      if (line.isEmpty() || !isPassedOver(line.get().text())) {
        return line;
      }
    }
  }

  /** How many bytes have been read. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private Optional<OrderLine> readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean complete = true;
    int next = read();
    if (next == NO_MORE) {
      return Optional.empty();
    }
    while (next != NO_MORE && next != '\n') {
      if (line.size() < LONGEST_LINE) {
        line.write(next);
      } else {
        complete = false;
      }
      next = read();
    }
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    return Optional.of(new OrderLine(++number, text, complete));
  }

  private int read() throws IOException {
    int next = bytes.read();
    if (next != NO_MORE) {
      position++;
    }
    return next;
  }

  private static boolean isPassedOver(String text) {
    return text.isBlank() || text.startsWith("#");
  }
}
