package dev.waybill.local.stack;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process at a time may use. The operating system frees it when the process dies.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;

  private DataFolder(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Takes the folder, creates it if it does not exist, and records the holder in it.
   *
   * @throws StartupException naming the holder, if another process has the folder
   */
  public static DataFolder take(Path path, String holder) {
    try {
      Files.createDirectories(path);
      RandomAccessFile file = new RandomAccessFile(path.resolve("lock").toFile(), "rw");
      if (lock(file) == null) {
        String other = read(file);
        file.close();
        throw new StartupException("the data in %s is in use by %s".formatted(path, other));
      }
      file.setLength(0);
      file.write(holder.getBytes(StandardCharsets.UTF_8));
      return new DataFolder(path, file);
    } catch (IOException e) {
      throw new StartupException(
          "cannot use the folder %s: %s".formatted(path, FileFailure.reason(e)), e);
    }
  }

  public Path path() {
    return path;
  }

  /** Releases the folder. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static String read(RandomAccessFile file) throws IOException {
    byte[] holder = new byte[(int) file.length()];
    file.readFully(holder);
    return new String(holder, StandardCharsets.UTF_8);
  }
}
