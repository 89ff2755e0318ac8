package dev.waybill.local.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads text line by line, as editors and spreadsheets save it: UTF-8 with or without a byte order
 * mark, with lines ended by LF, CRLF or CR. The text, or one line of it, may be larger than memory.
 */
public final class TextLines implements AutoCloseable {
  /** In bytes. Longer lines are truncated. */
  public static final int LONGEST_LINE = 256 * 1024;

  private static final int NO_MORE = -1;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream bytes;
  private long position;
  private long number;

  public TextLines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, LONGEST_LINE);
  }

  public static TextLines open(Path file) throws IOException {
    return new TextLines(Files.newInputStream(file));
  }

  /**
   * The next line; empty at the end.
   *
   * @throws IOException if the text cannot be read or is not UTF-8; the message says which
   */
  public Optional<TextLine> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean complete = true;
    int next = read();
    if (next == NO_MORE) {
      return Optional.empty();
    }
    number++;
    while (next != NO_MORE && next != '\n' && next != '\r') {
      if (line.size() < LONGEST_LINE) {
        line.write(next);
      } else {
        complete = false;
      }
      next = read();
    }
    if (next == '\r') {
      skipLineFeed();
    }
    boolean ended = next != NO_MORE;
    String text =
        complete ? decode(line.toByteArray(), ended) : line.toString(StandardCharsets.UTF_8);
    return Optional.of(new TextLine(number, text, complete, ended));
  }

  /** The remaining lines, read lazily. Fails with {@link UncheckedIOException}. */
  public Stream<TextLine> stream() {
    return Stream.generate(this::nextUnchecked).takeWhile(Optional::isPresent).map(Optional::get);
  }

  /** The number of bytes read so far. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private Optional<TextLine> nextUnchecked() {
    try {
      return next();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** A writer that is still running, or was killed, may have left half a character at the end. */
  private String decode(byte[] line, boolean ended) throws IOException {
    if (number == 1 && isUtf16(line)) {
      throw new IOException("it is UTF-16 text; save it as UTF-8");
    }
    CharBuffer text = CharBuffer.allocate(line.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line), text, ended).isError()) {
      throw new IOException("line " + number + " is not UTF-8 text; save the file as UTF-8");
    }
    String decoded = text.flip().toString();
    return number == 1 && decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
  }

  /** Detects UTF-16 by its byte order mark, or by the zero beside its first character. */
  private static boolean isUtf16(byte[] line) {
    if (line.length < 2) {
      return false;
    }
    int start = ((line[0] & 0xFF) << 8) | (line[1] & 0xFF);
    return start == 0xFEFF || start == 0xFFFE || line[0] == 0 || line[1] == 0;
  }

  private void skipLineFeed() throws IOException {
    bytes.mark(1);
    if (bytes.read() == '\n') {
      position++;
    } else {
      bytes.reset();
    }
  }

  private int read() throws IOException {
    int next = bytes.read();
    if (next != NO_MORE) {
      position++;
    }
    return next;
  }
}
