package dev.waybill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is deleted with its contents when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** Creates a folder in the machine's temporary folder, readable only by this user. */
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
