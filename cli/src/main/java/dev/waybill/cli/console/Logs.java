package dev.waybill.cli.console;

import dev.waybill.common.config.LogLevel;
import dev.waybill.common.logging.JavaLogging;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Configures where this process logs to. Has an effect only before the first logger is created. */
public final class Logs {
  private static final String CONFIGURATION = "logback.configurationFile";

  /**
   * Kept in a field, because java.util.logging forgets a logger, and its level, that is not
   * referenced.
   */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private Logs() {}

  /**
   * Sends warnings to standard error and drops everything else. Drops gRPC's own log too, because a
   * command explains a failed call in one line and needs no stack trace before it.
   */
  public static void warningsOnly() {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.OFF);
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }

  /** Sends what the level admits to the file, so that the terminal stays readable. */
  public static void toFile(Path file, LogLevel level) {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.WARNING);
    level.use();
    System.setProperty("waybill.log.file", file.toString());
    System.setProperty(CONFIGURATION, "logback-file.xml");
  }

  /** Sends what the level admits to standard error. */
  public static void toStandardError(LogLevel level) {
    JavaLogging.joinTheLog();
    GRPC.setLevel(Level.WARNING);
    level.use();
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }
}
