package dev.waybill.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The generated passwords of a server's roles, in a file that only its owner can read. Its format
 * is that of PGPASSFILE, so that psql can use it.
 */
final class PasswordFile {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;
  private static final String ANY_DATABASE = "127.0.0.1:*:*:";

  private final Path path;

  PasswordFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Returns the password of a role; generates one if the role has none yet. */
  synchronized String of(String role) {
    try {
      List<String> lines = new ArrayList<>(exists() ? Files.readAllLines(path) : List.of());
      String start = ANY_DATABASE + role + ":";
      for (String line : lines) {
        if (line.startsWith(start)) {
          return line.substring(start.length());
        }
      }
      String password = random();
      lines.add(start + password);
      write(lines);
      return password;
    } catch (IOException e) {
      throw new PostgresException("cannot store passwords in %s: %s".formatted(path, e), e);
    }
  }

  /** Uses only letters and digits: one that began with "-h" would be taken for an option. */
  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void write(List<String> lines) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Folders.createPrivateFile(next);
    Files.write(next, lines);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
