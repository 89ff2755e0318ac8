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
 * The output of PostgreSQL's programs, in a file of limited size. A full file becomes the previous
 * one, and the one before that is deleted. The last error is also kept in memory, because a full
 * disk cannot store a message about itself.
 */
final class ServerLog {
  /** Together with the previous file, at most 8 MB. */
  static final long FULL = 4L << 20;

  /**
   * Matches errors, except those that clients get while a server starts or stops, or for a bad
   * password.
   */
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

  /** Forgets the last error, because later output belongs to another attempt. */
  synchronized void begin() {
    lastLine = "";
    lastError = "";
    unwritable = null;
  }

  /** Copies all output of a program, until the program closes it. */
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

  /** Returns the last error since the attempt began; empty if there is none. */
  synchronized String lastError() {
    return lastError;
  }

  /** Returns why a program failed, in its own words, and where to read more. */
  synchronized String lastWords() {
    String words = lastError.isEmpty() ? lastLine : lastError;
    String where =
        unwritable == null ? "" : ", which cannot be written: " + unwritable.getMessage();
    return (words.isEmpty() ? "" : ": " + words) + " (log: " + path + where + ")";
  }
}
