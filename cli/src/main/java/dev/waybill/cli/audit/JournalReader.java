package dev.waybill.cli.audit;

import dev.waybill.cli.console.FileFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its beginning to where it ends, or breaks off because its writer died. */
public final class JournalReader implements AutoCloseable {
  private final Path file;
  private final BufferedReader lines;
  private long lineNumber;
  private boolean atEnd;

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
      while (!atEnd && entries.size() < most) {
        String line = readLine();
        if (line == null) {
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

  /**
   * A writer that is still at work, or was killed, leaves half an entry without a line end; it
   * acknowledges nothing yet. Whatever is added to it from now on is not read any more.
   */
  private @Nullable String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = lines.read(); next != '\n'; next = lines.read()) {
      if (next == -1) {
        atEnd = true;
        return line.toString().stripTrailing().endsWith("}") ? line.toString() : null;
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private static JournalException unreadable(Path file, IOException cause) {
    return new JournalException(FileFailure.cannotRead(file, cause), cause);
  }
}
