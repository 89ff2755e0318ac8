package dev.waybill.cli.console;

import dev.waybill.common.config.LogLevel;
import dev.waybill.common.logging.JavaLogging;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the log of this process goes. Has an effect only before the first logger is made. */
public final class Logs {
  private static final String CONFIGURATION = "logback.configurationFile";

  /** Held here, because java.util.logging forgets a logger that nobody holds, with its level. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private Logs() {}

  /**
   * Warnings go to standard error, all else nowhere. So does what gRPC logs by itself: a command
   * says in a line why a call failed, and needs no stack trace before it.
   */
  public static void warningsOnly() {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.OFF);
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }

  /** What the level admits goes to the file, and the terminal stays readable. */
  public static void toFile(Path file, LogLevel level) {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.WARNING);
    level.use();
    System.setProperty("waybill.log.file", file.toString());
    System.setProperty(CONFIGURATION, "logback-file.xml");
  }

  /** What the level admits goes to standard error. */
  public static void toStandardError(LogLevel level) {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.WARNING);
    level.use();
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }
}
