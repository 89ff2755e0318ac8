package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log stays small, and always knows the last error. */
final class ServerLogTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void keepsTheNewestLinesOfAVerboseServer() throws IOException {
    ServerLog log = new ServerLog(folder.resolve("postgres.log"), 1000);
    for (int i = 0; i < 1000; i++) {
      log.add("line " + i);
    }
    assertThat(total()).isBetween(1000L, 2100L);
    assertThat(Files.readAllLines(log.path())).contains("line 999");
  }

  @Test
  void continuesTheLogOfAnEarlierRun() throws IOException {
    Path path = folder.resolve("postgres.log");
    new ServerLog(path, 1000).add("earlier");
    new ServerLog(path, 1000).add("later");
    assertThat(Files.readAllLines(path)).containsExactly("earlier", "later");
  }

  @Test
  void namesTheLastErrorButNotLaterLines() {
    assertThat(
            lastWords(
                "2026-01-01 00:00:00 UTC [7] FATAL:  could not extend file: No space left on device",
                "2026-01-01 00:00:00 UTC [8] FATAL:  the database system is starting up",
                "2026-01-01 00:00:01 UTC [1] LOG:  aborting startup due to startup process failure"))
        .startsWith(": could not extend file: No space left on device (log: ");
    assertThat(
            lastWords(
                "initdb: error: could not create directory \"x\": No space left on device",
                "initdb: removing contents of data directory \"x\""))
        .startsWith(": could not create directory \"x\": No space left on device (log: ");
  }

  @Test
  void fallsBackToTheLastLine() {
    assertThat(lastWords("first", "setpriv: setresuid failed: Invalid argument"))
        .startsWith(": setpriv: setresuid failed: Invalid argument (log: ");
  }

  @Test
  void knowsTheLastErrorEvenIfTheDiskIsFull() {
    ServerLog log = new ServerLog(folder.resolve("no such folder").resolve("postgres.log"));
    log.add("FATAL:  could not write lock file: No space left on device");
    assertThat(log.lastWords())
        .startsWith(": could not write lock file: No space left on device (log: ")
        .contains("cannot be written");
  }

  @Test
  void forgetsTheErrorsOfAnEarlierAttempt() {
    ServerLog log = new ServerLog(folder.resolve("postgres.log"));
    log.add("FATAL:  earlier");
    log.begin();
    assertThat(log.lastError()).isEmpty();
  }

  private String lastWords(String... lines) {
    ServerLog log = new ServerLog(folder.resolve("postgres.log"));
    byte[] output = String.join("\n", List.of(lines)).getBytes(StandardCharsets.UTF_8);
    log.copy(new ByteArrayInputStream(output));
    return log.lastWords();
  }

  private long total() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
