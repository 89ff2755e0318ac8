package dev.waybill.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The server described by `postmaster.pid` in a data folder.
 *
 * @param pid the id of its process
 * @param started when it started
 * @param port where it listens; 0 if it is not known yet
 * @param ready whether it accepts connections
 */
record Postmaster(long pid, Instant started, int port, boolean ready) {
  /** The most time between the start of the process and PostgreSQL's own start time. */
  private static final Duration BIRTH = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  /** Reads the file, which may be outdated. */
  static Optional<Postmaster> named(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.size() < 3 || !isNumber(lines.get(0)) || !isNumber(lines.get(2))) {
        return Optional.empty();
      }
      int port = lines.size() > 3 && isNumber(lines.get(3)) ? Integer.parseInt(lines.get(3)) : 0;
      boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.get(0)),
              Instant.ofEpochSecond(Long.parseLong(lines.get(2))),
              port,
              ready));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns whether the server is alive: its process exists and is not a later one with the same
   * id. The start times show this, or a log-in if the clock was changed in the meantime.
   */
  boolean isAlive(IntPredicate logsIn) {
    return exists() && (wasBornThen() || (port != 0 && logsIn.test(port)));
  }

  /** Stops the server; all committed data is on disk. */
  void stop() {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      Signals.send(signal, pid);
      if (endsWithin(STOP_LIMIT)) {
        return;
      }
    }
    throw new PostgresException("PostgreSQL (process %s) does not stop".formatted(pid));
  }

  /**
   * Deletes the file of a dead server. PostgreSQL itself would not dare to if another program has
   * the process id by now.
   */
  static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean wasBornThen() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(birth -> Duration.between(birth, started).abs().compareTo(BIRTH) < 0)
        .orElse(false);
  }

  private boolean exists() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isUnburied();
  }

  /** Returns whether the process is dead but its exit code has not been read yet (a zombie). */
  private boolean isUnburied() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      // The process is gone, or the system has no /proc.
      return false;
    }
  }

  private boolean endsWithin(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (exists()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Pauses.of(PAUSE);
    }
    return true;
  }

  private static boolean isNumber(String line) {
    return line.matches("[0-9]{1,15}");
  }
}
