package dev.waybill.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.LoggedLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of a library must not go to the terminal, nor to a file in another format. */
final class JavaLoggingTest {
  private static final String NAME = "io.grpc.internal.JavaLoggingTest";

  private final Logger root = LogManager.getLogManager().getLogger("");
  private final Handler[] before = root.getHandlers();
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final LoggedLines lines = new LoggedLines(NAME);

  @BeforeEach
  void logToTheTerminal() {
    System.setErr(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    root.addHandler(new ConsoleHandler());
    System.setErr(standardError);
  }

  @AfterEach
  void restoreHandlers() {
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    for (Handler handler : before) {
      root.addHandler(handler);
    }
    lines.close();
  }

  @Test
  void sendsLibrariesLogsToTheProcessLogOnly() {
    JavaLogging.joinTheLog();
    Logger library = Logger.getLogger(NAME);

    library.log(Level.SEVERE, "broken");
    library.log(Level.WARNING, "{0} of {1}", new Object[] {1, "two"});
    library.log(Level.INFO, "in passing");
    library.log(Level.FINE, "in detail");

    assertThat(lines.with("")).containsExactly("ERROR broken", "WARN 1 of two", "INFO in passing");
    assertThat(terminal.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
