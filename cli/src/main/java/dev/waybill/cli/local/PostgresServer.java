package dev.waybill.cli.local;

import dev.waybill.common.config.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates, starts and stops one PostgreSQL server. It runs apart from this process: pg_ctl gives it
 * a session of its own, so that Ctrl-C in the terminal reaches the services first and the database
 * last.
 */
final class PostgresServer {
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final PostgresPrograms programs = PostgresPrograms.bundled();
  private final Path data;
  private final Path unfinished;
  private final Path log;
  private final String extraOptions;

  /** A server that keeps its data and its log in the folder, which must be the caller's alone. */
  PostgresServer(Path folder) {
    this(folder, "");
  }

  /** The extra options are those of the program postgres, and win over the usual ones. */
  PostgresServer(Path folder, String extraOptions) {
    this.extraOptions = extraOptions;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartupException("cannot create " + folder + ": " + e.getMessage(), e);
    }
    this.data = folder.resolve("data");
    this.unfinished = folder.resolve("data-unfinished");
    this.log = folder.resolve("postgres.log");
  }

  boolean isRunning() {
    return Postmaster.of(data).isPresent();
  }

  /** Starts on any free port and answers it; creates the data when there is none. */
  int start() {
    createData();
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      int port = freePort();
      // Another program may take the port in between.
      if (startsOn(port)) {
        return port;
      }
      pause();
    }
    throw new StartupException("PostgreSQL does not start" + lastWords());
  }

  /** Starts where the clients expect it. */
  void startOn(int port) {
    for (int attempt = 1; !startsOn(port); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new StartupException("PostgreSQL does not start" + lastWords());
      }
      // The children of a server that died may take a moment to follow it.
      pause();
    }
  }

  /** Ends the server with all that is committed on disk. Nothing happens when none runs. */
  void stop() {
    if (isRunning() && !stops("fast") && !stops("immediate")) {
      Postmaster.of(data).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private void createData() {
    if (Files.isDirectory(data)) {
      return;
    }
    Folders.delete(unfinished);
    List<String> arguments =
        List.of(
            "--pgdata=" + unfinished,
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions");
    if (!programs.run(log, "initdb", arguments)) {
      throw new StartupException("PostgreSQL cannot create its data" + lastWords());
    }
    try {
      // An interrupted initdb must not look like a database.
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean startsOn(int port) {
    Postmaster.forgetDead(data);
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + " -c timezone=UTC -c max_connections=60 "
            + extraOptions;
    return control("start", "-t", "60", "-l", log.toString(), "-o", options);
  }

  private boolean stops(String mode) {
    return control("stop", "-t", "15", "-m", mode);
  }

  private boolean control(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("-w", "-D", data.toString()));
    return programs.run(log, "pg_ctl", command);
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return (lines.isEmpty() ? "" : ": " + lines.getLast()) + " (log: " + log + ")";
    } catch (IOException _) {
      return "";
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while starting PostgreSQL", e);
    }
  }
}
