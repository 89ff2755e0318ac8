package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves neither a server nor temporary files behind. */
final class KilledOwnerTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path parent = Path.of("");

  private final Path kept = parent.resolve("kept");

  @Test
  void stopsItsServer() throws IOException {
    try (OwnerProcess owner = OwnerProcess.start(kept, false)) {
      assertThat(owner.serverIsAlive()).isTrue();
      owner.kill();
      await().atMost(SOON).until(() -> !owner.serverIsAlive());
    }
    assertThat(kept.resolve("data")).isDirectory();
  }

  @Test
  void deletesItsTemporaryFolder() throws IOException {
    Path folder = parent.resolve("not kept");
    try (OwnerProcess owner = OwnerProcess.start(folder, true)) {
      owner.kill();
      await().atMost(SOON).until(() -> !owner.serverIsAlive() && !Files.exists(folder));
    }
  }

  @Test
  void leavesItsServerToTheNextOwnerIfTheGuardIsKilledToo() throws IOException {
    try (OwnerProcess owner = OwnerProcess.start(kept, false)) {
      owner.killWithItsGuard();
      assertThat(owner.serverIsAlive()).isTrue();
      try (LocalPostgres next = LocalPostgres.start(kept)) {
        // The process remains until its exit code has been read.
        await().atMost(SOON).until(() -> !owner.serverIsAlive());
        assertThat(next.database("taken_over").user()).isEqualTo("taken_over");
      }
    }
  }
}
