package dev.waybill.common.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Keys in a file, which may be replaced at any time. */
record KeyFile(Path file) implements KeySource {
  @Override
  public String read() throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the file is larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    }
  }

  @Override
  public Duration pause() {
    return Duration.ofMillis(100);
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
