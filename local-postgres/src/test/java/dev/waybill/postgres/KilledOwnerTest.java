package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves no server behind, and nothing temporary. */
final class KilledOwnerTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path parent = Path.of("");

  private final Path kept = parent.resolve("kept");

  @Test
  void takesItsServerAlong() throws IOException {
    try (OwnerProcess owner = OwnerProcess.start(kept, false)) {
      assertThat(owner.serverIsAlive()).isTrue();
      owner.kill();
      await().atMost(SOON).until(() -> !owner.serverIsAlive());
    }
    assertThat(kept.resolve("data")).isDirectory();
  }

  @Test
  void takesItsTemporaryFolderAlong() throws IOException {
    Path folder = parent.resolve("not kept");
    try (OwnerProcess owner = OwnerProcess.start(folder, true)) {
      owner.kill();
      await().atMost(SOON).until(() -> !owner.serverIsAlive() && !Files.exists(folder));
    }
  }

  @Test
  void leavesItsServerToTheNextOwnerWhenNobodyIsLeftToEndIt() throws IOException {
    try (OwnerProcess owner = OwnerProcess.start(kept, false)) {
      owner.killWithItsGuard();
      assertThat(owner.serverIsAlive()).isTrue();
      try (LocalPostgres next = LocalPostgres.start(kept)) {
        // Until somebody has asked for its exit code.
        await().atMost(SOON).until(() -> !owner.serverIsAlive());
        assertThat(next.database("taken_over").user()).isEqualTo("taken_over");
      }
    }
  }
}
