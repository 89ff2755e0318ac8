package dev.waybill.common.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Sends the java.util.logging records of libraries, above all gRPC's, to the process's log. By
 * default, they go to standard error in a different format.
 */
public final class JavaLogging extends Handler {
  private final SimpleFormatter formatter = new SimpleFormatter();

  private JavaLogging() {}

  /**
   * Redirects all records to the one log. Does not create a logger yet, so that the log can still
   * be configured later.
   */
  public static void joinTheLog() {
    java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new JavaLogging());
  }

  @Override
  public void publish(LogRecord record) {
    String name = record.getLoggerName();
    LoggerFactory.getLogger(name == null || name.isEmpty() ? "java.util.logging" : name)
        .atLevel(level(record.getLevel().intValue()))
        .setCause(record.getThrown())
        .log(() -> formatter.formatMessage(record));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private static org.slf4j.event.Level level(int level) {
    if (level >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    }
    if (level >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    }
    if (level >= Level.INFO.intValue()) {
      return org.slf4j.event.Level.INFO;
    }
    return level >= Level.FINE.intValue()
        ? org.slf4j.event.Level.DEBUG
        : org.slf4j.event.Level.TRACE;
  }
}
