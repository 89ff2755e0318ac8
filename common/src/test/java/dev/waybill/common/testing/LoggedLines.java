package dev.waybill.common.testing;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that one logger writes at INFO and above while this is open, as "LEVEL message". */
public final class LoggedLines implements AutoCloseable {
  /** How many of these listen to each logger; tests run side by side. */
  private static final Map<String, Integer> LISTENING = new HashMap<>();

  private final Logger logger;
  private final Lines lines = new Lines();

  public LoggedLines(String loggerName) {
    // While another thread creates the process's first logger, there are only substitutes.
    await().until(() -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
    this.logger = (Logger) LoggerFactory.getLogger(loggerName);
    lines.setContext(logger.getLoggerContext());
    lines.start();
    listen(1);
    logger.addAppender(lines);
  }

  private void listen(int more) {
    synchronized (LISTENING) {
      int listening = LISTENING.merge(logger.getName(), more, Integer::sum);
      logger.setLevel(listening == 0 ? null : Level.INFO);
    }
  }

  /** Returns the lines that contain this text; other tests in the same JVM may log, too. */
  public List<String> with(String text) {
    return lines.written.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    listen(-1);
  }

  /** Collects the events that pass the logger's level. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      written.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }
}
