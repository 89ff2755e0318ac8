package dev.waybill.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a program in a session of its own, so that Ctrl-C in the terminal reaches the services first
 * and the database last.
 */
final class OwnSession {
  private OwnSession() {}

  /** What to put before a program's command line. macOS has no setsid, but a Perl that has it. */
  static List<String> prefix() {
    return Files.isDirectory(Path.of("/proc/self"))
        ? List.of("setsid")
        : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV");
  }
}
