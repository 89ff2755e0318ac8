package dev.waybill.local.journal;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends to a journal. Safe for use by many threads. */
public final class JournalWriter implements Closeable, Flushable {
  private final BufferedWriter lines;

  private JournalWriter(BufferedWriter lines) {
    this.lines = lines;
  }

  /** Opens the file and appends to its content. */
  public static JournalWriter open(Path file) throws IOException {
    return new JournalWriter(
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Adds an entry. It is written to the file when the buffer is full, or by {@link #flush}. */
  public void append(JournalEntry entry) throws IOException {
    String line = JournalLines.format(entry) + "\n";
    synchronized (lines) {
      lines.write(line);
    }
  }

  @Override
  public void flush() throws IOException {
    synchronized (lines) {
      lines.flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lines) {
      lines.close();
    }
  }
}
