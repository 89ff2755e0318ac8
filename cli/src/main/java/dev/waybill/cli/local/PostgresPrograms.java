package dev.waybill.cli.local;

import dev.waybill.common.config.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's programs, which refuse to be run as root. */
final class PostgresPrograms {
  private static final int ROOT = 0;

  private final Path bin;
  private final List<String> prefix;

  private PostgresPrograms(Path bin, List<String> prefix) {
    this.bin = bin;
    this.prefix = prefix;
  }

  /** The programs that came with the class path. */
  static PostgresPrograms bundled() {
    return new PostgresPrograms(PostgresBinaries.unpacked().resolve("bin"), asSomebodyElse());
  }

  /** Runs a program to its end, its output added to the log; answers whether it succeeded. */
  boolean run(Path log, String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Messages of one language are all that a log needs.
    builder.environment().put("LC_ALL", "C");
    return succeeds(builder);
  }

  /** For root, a user namespace in which the same files belong to an ordinary user. */
  private static List<String> asSomebodyElse() {
    if (!isRoot()) {
      return List.of();
    }
    List<String> unshare = List.of("unshare", "--user");
    List<String> probe = new ArrayList<>(unshare);
    probe.add("true");
    if (!succeeds(new ProcessBuilder(probe).redirectErrorStream(true))) {
      throw new StartupException(
          "PostgreSQL does not run as root, and this machine has no user namespaces to help;"
              + " run waybill as another user");
    }
    return unshare;
  }

  private static boolean isRoot() {
    Path self = Path.of("/proc/self");
    try {
      return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(ROOT);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  private static boolean succeeds(ProcessBuilder command) {
    try {
      return command.start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while running " + command.command().getLast(), e);
    }
  }
}
