package dev.waybill.common.tls;

import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that belong together and are used again when they have changed. Contents, not times, tell
 * whether they have, because a time may stay the same when a mounted file is replaced.
 *
 * <p>Several files cannot be replaced at one moment. So a change counts only when two looks have
 * found the same contents.
 */
final class WatchedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);

  /** In bytes. All authorities that browsers know take a fifth of it. */
  private static final int LARGEST = 1024 * 1024;

  private final String content;
  private final List<Path> paths;
  private final Use use;
  private Look last;
  private Look judged;

  /** Whether the contents that were judged last were not used. */
  private boolean refused;

  private WatchedFiles(String content, List<Path> paths, Use use, Look first) {
    this.content = content;
    this.paths = paths;
    this.use = use;
    this.last = first;
    this.judged = first;
  }

  /** What is done with the files. */
  @FunctionalInterface
  interface Use {
    /** Uses the files, or changes nothing. Returns what they hold, for the log. */
    String of(List<PemFile> files) throws UnusableFileException;
  }

  /** What one look at the files has found. */
  private sealed interface Look {
    record Contents(List<ByteBuffer> bytes) implements Look {}

    record Failure(String reason) implements Look {}
  }

  /**
   * Uses the files for the first time.
   *
   * @param content what the files hold, in the words of the log
   * @throws UnusableFileException if they cannot be used
   */
  static WatchedFiles use(String content, List<Path> paths, Use use) throws UnusableFileException {
    WatchedFiles files = new WatchedFiles(content, paths, use, look(paths));
    LOG.info("TLS: {}", files.use(files.last));
    return files;
  }

  /**
   * Looks whether the files have changed, and uses them if they have. Those that were refused are
   * tried again without a change, because a certificate may become valid.
   */
  void check() {
    Look now = look(paths);
    boolean changed = !now.equals(judged);
    if (now.equals(last) && (changed || refused)) {
      judged = now;
      try {
        LOG.info("TLS: changed: {}", use(now));
        refused = false;
      } catch (UnusableFileException e) {
        refused = true;
        if (changed) {
          LOG.warn("TLS: {}; the {} from before stays in use", e.getMessage(), content);
        }
      }
    }
    last = now;
  }

  private String use(Look look) throws UnusableFileException {
    return switch (look) {
      case Look.Failure(String reason) -> throw new UnusableFileException(reason);
      case Look.Contents(List<ByteBuffer> bytes) -> {
        List<PemFile> files = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
          files.add(PemFile.of(paths.get(i), bytes.get(i).array()));
        }
        yield use.of(files);
      }
    };
  }

  private static Look look(List<Path> paths) {
    List<ByteBuffer> bytes = new ArrayList<>();
    for (Path path : paths) {
      try (InputStream file = Files.newInputStream(path)) {
        byte[] content = file.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
          return new Look.Failure(path + ": is larger than " + LARGEST + " bytes");
        }
        bytes.add(ByteBuffer.wrap(content));
      } catch (IOException e) {
        return new Look.Failure(FileFailure.cannotRead(path, e));
      }
    }
    return new Look.Contents(bytes);
  }
}
