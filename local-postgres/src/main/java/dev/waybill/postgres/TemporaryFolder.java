package dev.waybill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is deleted in the end, with all that is in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** A new folder below the machine's folder for temporary files, for this user's eyes only. */
  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new PostgresException("cannot create a temporary folder: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Folders.delete(path);
  }
}
