package dev.waybill.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data of one server: creates it, and runs the server on it. */
final class DataDirectory {
  private static final File NO_INPUT = new File("/dev/null");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Another program uses the port, or the child processes of a dead server have not ended yet. */
  private static final String PASSING =
      "could not create any TCP/IP sockets|(pre-existing shared memory block|lock file) .*";

  /**
   * Repeated hashing protects passwords that people choose. Ours are 24 random bytes, and each new
   * connection would pay for it.
   */
  private static final String FEW_HASHES = "scram_iterations=1";

  /** The settings of every server; a plan's own settings override them. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "logging_collector=off",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "timezone=UTC",
          FEW_HASHES,
          "max_connections=60");

  private final ServerPlan plan;
  private final PasswordFile passwords;
  private final ServerLog log;
  private final Path data;

  DataDirectory(ServerPlan plan, PasswordFile passwords) {
    this.plan = plan;
    this.passwords = passwords;
    this.log = new ServerLog(plan.folder().resolve("postgres.log"));
    this.data = in(plan.folder());
  }

  static Path in(Path folder) {
    return folder.resolve("data");
  }

  static boolean isIn(Path folder) {
    return Files.isDirectory(in(folder));
  }

  /** Creates the data if there is none, with this role as superuser. */
  void create(String superuser) {
    if (Files.isDirectory(data)) {
      return;
    }
    Path unfinished = data.resolveSibling("data-unfinished");
    Path password = data.resolveSibling("password");
    try {
      Folders.delete(unfinished);
      Folders.createPrivate(unfinished);
      Folders.createPrivateFile(password);
      Files.writeString(password, passwords.of(superuser) + "\n");
      initialize(unfinished, password, superuser);
      ServerAccount.of(data).own(unfinished);
      // The data of an interrupted initdb must not look like a database.
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(password);
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL cannot create its data: " + e, e);
    }
  }

  private void initialize(Path folder, Path password, String superuser) {
    ServerAccount account = ServerAccount.ofCreation();
    account.own(folder);
    account.own(password);
    List<String> command =
        new ArrayList<>(
            List.of(
                program("initdb"),
                "--pgdata=" + account.name(folder),
                "--auth=scram-sha-256",
                "--username=" + superuser,
                "--pwfile=/dev/stdin",
                "--encoding=UTF8",
                "--locale=C",
                "--set=" + FEW_HASHES,
                "--no-instructions"));
    if (plan.temporary().isPresent()) {
      // Data that does not outlive this process does not have to survive a power failure either.
      command.add("--no-sync");
    }
    log.begin();
    ServerProcess initdb = ServerProcess.start(account, folder, log, command, password.toFile());
    try {
      if (initdb.join() != 0) {
        throw new PostgresException("PostgreSQL cannot create its data" + lastWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while PostgreSQL creates its data", e);
    }
  }

  /** Starts a server, which may or may not become ready. */
  ServerProcess serve(int port) {
    ServerAccount account = ServerAccount.of(data);
    List<String> command = new ArrayList<>();
    command.add(program("postgres"));
    command.addAll(List.of("-D", account.name(data), "-p", Integer.toString(port)));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    plan.settings().forEach(setting -> command.addAll(List.of("-c", setting)));
    log.begin();
    return ServerProcess.start(account, data, log, command, NO_INPUT);
  }

  /** Waits until the server accepts connections. Returns false if it ends or takes too long. */
  boolean awaitReady(ServerProcess server) {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (server.isAlive() && System.nanoTime() < end) {
      Optional<Postmaster> told = Postmaster.named(data);
      if (told.isPresent() && told.get().ready() && told.get().pid() == server.pid()) {
        return true;
      }
      Pauses.of(PAUSE);
    }
    return false;
  }

  /** Returns whether the last server failed for a reason that is often temporary. */
  boolean mayStartLater() {
    return log.lastError().matches(PASSING);
  }

  String lastWords() {
    return log.lastWords();
  }

  private static String program(String name) {
    return PostgresBinaries.unpacked().resolve("bin").resolve(name).toString();
  }
}
