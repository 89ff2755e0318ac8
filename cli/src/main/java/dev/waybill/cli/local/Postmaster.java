package dev.waybill.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The server process that works on a data folder, as its `postmaster.pid` tells. */
final class Postmaster {
  private Postmaster() {}

  /** The process, if it is really there and really PostgreSQL. */
  static Optional<ProcessHandle> of(Path data) {
    return processId(data).flatMap(ProcessHandle::of).filter(Postmaster::isPostgres);
  }

  /**
   * Forgets a server that died without a word. After a reboot its process id may be another
   * program's, and PostgreSQL would refuse to start for fear of it.
   */
  static void forgetDead(Path data) {
    if (of(data).isEmpty()) {
      try {
        Files.deleteIfExists(file(data));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Optional<Long> processId(Path data) {
    try {
      return Files.readAllLines(file(data)).stream()
          .findFirst()
          .filter(line -> line.matches("[0-9]{1,10}"))
          .map(Long::valueOf);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that is dead but not buried yet has no command any more. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }
}
