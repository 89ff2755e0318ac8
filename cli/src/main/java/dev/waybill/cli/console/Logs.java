package dev.waybill.cli.console;

import java.nio.file.Path;

/** Where the log of this process goes. Has an effect only before the first logger is made. */
public final class Logs {
  private static final String CONFIGURATION = "logback.configurationFile";

  private Logs() {}

  /** Warnings go to standard error, all else nowhere. */
  public static void warningsOnly() {
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }

  /** Everything goes to the file, and the terminal stays readable. */
  public static void toFile(Path file) {
    System.setProperty("waybill.log.file", file.toString());
    System.setProperty(CONFIGURATION, "logback-file.xml");
  }

  /** Everything goes to standard error. */
  public static void toStandardError() {
    System.setProperty("waybill.log.level", "INFO");
    System.setProperty(CONFIGURATION, "logback-terminal.xml");
  }
}
