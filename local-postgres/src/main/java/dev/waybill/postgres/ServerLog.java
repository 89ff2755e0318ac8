package dev.waybill.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's programs say, in a file that does not grow without end: when it is full, it
 * becomes the previous one, and the one before that goes. The last error is kept in memory too,
 * because a full disk takes no line about itself.
 */
final class ServerLog {
  /** With the previous one, 8 MB at most. */
  static final long FULL = 4L << 20;

  /** What went wrong, but for what clients are told while a server starts or stops. */
  private static final Pattern ERROR =
      Pattern.compile(
          "(?:PANIC|FATAL|ERROR|error): ++"
              + "(?<reason>(?!the database system is |terminating |password auth).*)");

  private final Path path;
  private final long full;
  private String lastLine = "";
  private String lastError = "";
  private @Nullable IOException unwritable;

  ServerLog(Path path) {
    this(path, FULL);
  }

  ServerLog(Path path, long full) {
    this.path = path;
    this.full = full;
  }

  Path path() {
    return path;
  }

  /** Forgets what was wrong: what is said from here on belongs to another attempt. */
  synchronized void begin() {
    lastLine = "";
    lastError = "";
    unwritable = null;
  }

  /** Writes down all that a program says, until it has closed its output. */
  void copy(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("the rest of the output is lost: " + e);
    }
  }

  synchronized void add(String line) {
    lastLine = line;
    Matcher error = ERROR.matcher(line);
    if (error.find()) {
      lastError = error.group("reason");
    }
    try {
      if (Files.exists(path) && Files.size(path) >= full) {
        Files.move(
            path,
            path.resolveSibling(path.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (Writer file =
          Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        file.write(line);
        file.write('\n');
      }
    } catch (IOException e) {
      unwritable = e;
    }
  }

  /** The last error since the beginning of the attempt; empty without one. */
  synchronized String lastError() {
    return lastError;
  }

  /** Why a program failed, in its own words, and where to read more. */
  synchronized String lastWords() {
    String words = lastError.isEmpty() ? lastLine : lastError;
    String where =
        unwritable == null ? "" : ", which cannot be written: " + unwritable.getMessage();
    return (words.isEmpty() ? "" : ": " + words) + " (log: " + path + where + ")";
  }
}
