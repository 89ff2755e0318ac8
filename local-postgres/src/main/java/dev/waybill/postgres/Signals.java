package dev.waybill.postgres;

import java.io.IOException;

/** Sends signals that Java's own API cannot send. */
final class Signals {
  private Signals() {}

  /** Sends a signal such as "INT" to a process. Does nothing if the process has ended. */
  static void send(String signal, long process) {
    // The shell's built-in kill, because not every machine has the program.
    ProcessBuilder kill =
        new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", signal, "" + process)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      kill.start().onExit().join();
    } catch (IOException e) {
      throw new PostgresException("cannot run sh: " + e.getMessage(), e);
    }
  }
}
