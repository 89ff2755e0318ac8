package dev.waybill.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of PostgreSQL's programs, running under the server's account. Its output goes to the log. */
final class ServerProcess {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts a program in its data folder. */
  static ServerProcess start(
      ServerAccount account, Path data, ServerLog log, List<String> command, File input) {
    List<String> whole = new ArrayList<>(OwnSession.prefix());
    whole.addAll(account.prefix());
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(data.toFile())
            .redirectInput(input)
            .redirectErrorStream(true);
    // PGDATA, PGPORT and similar variables would override ours, and the server does not need
    // secrets.
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    // The log only needs messages in one language.
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      Thread.ofPlatform()
          .daemon()
          .name("postgres-log")
          .start(() -> log.copy(process.getInputStream()));
      return new ServerProcess(process);
    } catch (IOException e) {
      throw new PostgresException(
          "PostgreSQL cannot be run: %s%s"
              .formatted(
                  e.getMessage(),
                  account.id().isPresent() ? "; run waybill as an ordinary user" : ""),
          e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the process has ended, and returns its exit code. */
  int join() throws InterruptedException {
    return process.waitFor();
  }

  /** Stops a server with all committed data on disk, or at once if the data is not needed. */
  void stop(boolean atOnce) {
    if (!atOnce && endsAfter("INT")) {
      return;
    }
    if (!endsAfter("QUIT")) {
      process.destroyForcibly().onExit().join();
    }
  }

  private boolean endsAfter(String signal) {
    if (process.isAlive()) {
      Signals.send(signal, process.pid());
    }
    return process
        .onExit()
        .thenApply(_ -> true)
        .completeOnTimeout(false, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
