package dev.waybill.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a program in its own session, so that Ctrl-C in the terminal stops the services first and
 * the database last.
 */
final class OwnSession {
  private OwnSession() {}

  /**
   * Returns the prefix of a program's command line. macOS has no setsid program, but its Perl has
   * the call.
   */
  static List<String> prefix() {
    return Files.isDirectory(Path.of("/proc/self"))
        ? List.of("setsid")
        : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV");
  }
}
