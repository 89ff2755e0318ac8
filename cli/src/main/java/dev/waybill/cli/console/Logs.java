package dev.waybill.cli.console;

import java.nio.file.Path;

/**
 * Where the log of this process goes: warnings to standard error, unless told otherwise. Has an
 * effect only before the first logger is made.
 */
public final class Logs {
  private Logs() {}

  /** Everything goes to the file, and the terminal stays readable. */
  public static void toFile(Path file) {
    System.setProperty("waybill.log.file", file.toString());
    System.setProperty("logback.configurationFile", "logback-file.xml");
  }

  /** Everything goes to standard error. */
  public static void toStandardError() {
    System.setProperty("waybill.log.level", "INFO");
  }
}
