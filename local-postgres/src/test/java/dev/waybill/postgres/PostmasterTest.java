package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is alive if its process is, not if something about its files looks right. */
final class PostmasterTest {
  private static final int SOME_PORT = 5432;

  @TempDir private Path data = Path.of("");

  private final ProcessHandle self = ProcessHandle.current();
  private final Instant birth = self.info().startInstant().orElseThrow();

  /**
   * This process is not one of PostgreSQL's programs, just as a server with a deleted binary seems
   * not to be.
   */
  @Test
  void isAliveWithAnyProgramName() throws IOException {
    assertThat(named(self.pid(), birth).isAlive(_ -> false)).isTrue();
  }

  @Test
  void isDeadWhenALaterProcessHasItsId() throws IOException {
    assertThat(named(self.pid(), birth.minusSeconds(3600)).isAlive(_ -> false)).isFalse();
  }

  @Test
  void isAliveWhenItAcceptsThePasswordAfterAClockChange() throws IOException {
    assertThat(named(self.pid(), birth.minusSeconds(3600)).isAlive(port -> port == SOME_PORT))
        .isTrue();
  }

  @Test
  void isDeadWhenItsProcessIsGone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(named(ended.pid(), Instant.now()).isAlive(_ -> true)).isFalse();
  }

  @Test
  void isUnknownIfTheFileIsMissingOrIncomplete() throws IOException {
    assertThat(Postmaster.named(data)).isEmpty();
    Files.writeString(data.resolve("postmaster.pid"), "12");
    assertThat(Postmaster.named(data)).isEmpty();
  }

  private Postmaster named(long pid, Instant started) throws IOException {
    List<String> lines =
        List.of("" + pid, "/data", "" + started.getEpochSecond(), "" + SOME_PORT, "", "127.0.0.1");
    Files.write(data.resolve("postmaster.pid"), lines);
    return Postmaster.named(data).orElseThrow();
  }
}
