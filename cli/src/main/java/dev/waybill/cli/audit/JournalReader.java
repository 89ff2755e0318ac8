package dev.waybill.cli.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal from its beginning to where it ends, or breaks off because its writer died. */
public final class JournalReader implements AutoCloseable {
  private final Path file;
  private final BufferedReader lines;
  private long lineNumber;

  private JournalReader(Path file, BufferedReader lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Throws JournalException. */
  public static JournalReader open(Path file) {
    try {
      return new JournalReader(file, Files.newBufferedReader(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The next entries, fewer than the most only at the end. Throws JournalException. */
  public List<JournalEntry> next(int most) {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      while (entries.size() < most) {
        String line = lines.readLine();
        if (line == null || isTorn(line)) {
          break;
        }
        lineNumber++;
        if (!line.isBlank()) {
          entries.add(parse(line));
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return entries;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private JournalEntry parse(String line) {
    try {
      return JournalLines.parse(line);
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          file.getFileName() + " line " + lineNumber + ": " + e.getMessage(), e);
    }
  }

  /** A writer that was killed leaves half an entry without a line end; it acknowledges nothing. */
  private boolean isTorn(String line) throws IOException {
    return !line.stripTrailing().endsWith("}") && !lines.ready() && !endsWithNewline();
  }

  private boolean endsWithNewline() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.position(Math.max(0, channel.size() - 1)).read(last) == 1
          && last.get(0) == '\n';
    }
  }

  private static JournalException unreadable(Path file, IOException cause) {
    return new JournalException("cannot read " + file + ": " + cause.getMessage(), cause);
  }
}
