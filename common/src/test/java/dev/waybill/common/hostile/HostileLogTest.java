package dev.waybill.common.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Callers can neither forge lines in the log nor fill it. */
@Isolated("reads the log of the whole JVM")
final class HostileLogTest {
  private static final String FORGED = "12:00:00.000 ERROR [] forged - line";

  @AutoClose private final Target target = new Target();

  @Test
  void logsNoTransportWarningForACallersMistake() throws IOException {
    Warnings warnings = new Warnings();
    java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
    root.addHandler(warnings);
    try {
      for (Attack attack : everyBrokenCall()) {
        try (RawConnection connection = target.open()) {
          attack.on(connection);
          assertThat(connection.answer(1)).isEqualTo(attack.answer());
        }
      }
    } finally {
      root.removeHandler(warnings);
    }

    assertThat(warnings.messages).isEmpty();
  }

  @Test
  void keepsAMessageInOneLine() throws JoranException {
    assertThat(logged("name=" + "a\r\n" + FORGED, null))
        .contains(FORGED)
        .satisfies(text -> assertThat(linesOfTheLog(text)).hasSize(1));
  }

  @Test
  void keepsAnExceptionsMessageInOneLine() throws JoranException {
    String text = logged("failed", new IllegalStateException("a\n" + FORGED));

    assertThat(text).contains(FORGED).contains("\tat " + getClass().getName());
    assertThat(linesOfTheLog(text)).hasSize(1);
  }

  private static List<Attack> everyBrokenCall() {
    return Stream.of(
            BrokenCallsTest.framing(),
            BrokenCallsTest.compression(),
            BrokenCallsTest.encoding(),
            BrokenCallsTest.headers(),
            BrokenCallsTest.timeouts())
        .flatMap(attacks -> attacks)
        .toList();
  }

  private static List<String> linesOfTheLog(String text) {
    return text.lines().filter(line -> line.matches("\\d.*")).toList();
  }

  /** Formats the event as services log it. */
  private static String logged(String message, @Nullable Throwable failure) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(HostileLogTest.class.getResource("/logback.xml")));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
    LoggingEvent event = new LoggingEvent("", root, Level.INFO, message, failure, new Object[0]);
    return new String(console.getEncoder().encode(event), UTF_8);
  }

  /** Collects the records of java.util.logging, which gRPC uses. */
  private static final class Warnings extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord log) {
      messages.add(log.getLoggerName() + " " + log.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
