package dev.waybill.local.journal;

import dev.waybill.common.file.FileFailure;
import dev.waybill.local.text.TextLine;
import dev.waybill.local.text.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a journal from its beginning to its end, or to where it breaks off because its writer died.
 */
public final class JournalReader implements AutoCloseable {
  private final Path file;
  private final TextLines lines;
  private boolean atEnd;

  private JournalReader(Path file, TextLines lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Opens a journal.
   *
   * @throws JournalException if it cannot be read
   */
  public static JournalReader open(Path file) {
    try {
      return new JournalReader(file, TextLines.open(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The next entries, fewer than the given number only at the end.
   *
   * @throws JournalException if the journal cannot be read
   */
  public List<JournalEntry> next(int most) {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      while (!atEnd && entries.size() < most) {
        Optional<TextLine> line = lines.next().filter(JournalReader::isWhole);
        atEnd = line.isEmpty() || !line.get().ended();
        if (line.isPresent() && !line.get().text().isBlank()) {
          entries.add(parse(line.get()));
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

  private JournalEntry parse(TextLine line) {
    try {
      return JournalLines.parse(line.text());
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          file.getFileName() + " line " + line.number() + ": " + e.getMessage(), e);
    }
  }

  /**
   * A running or killed writer may leave half an entry without a line end, which acknowledges
   * nothing yet. The rest of it is not read if it is written later.
   */
  private static boolean isWhole(TextLine line) {
    return line.ended() || line.text().stripTrailing().endsWith("}");
  }

  private static JournalException unreadable(Path file, IOException cause) {
    return new JournalException(FileFailure.cannotRead(file, cause), cause);
  }
}
