package dev.waybill.cli.client;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The terminal that results go to, if they go to one.
 *
 * @param isPresent whether a person sees what is printed
 * @param rows how many lines it shows
 */
record Terminal(boolean isPresent, IntSupplier rows) {
  static final Terminal NONE = new Terminal(false, () -> 0);

  /** Of a terminal that does not say. */
  private static final int USUAL_ROWS = 24;

  /** The terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // it may still be, where the JDK's own console is left out
  static Terminal find() {
    Console console = System.console();
    return new Terminal(console != null && console.isTerminal(), Terminal::askForRows);
  }

  private static int askForRows() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      try (Scanner size = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
        boolean said = stty.waitFor(1, TimeUnit.SECONDS) && size.hasNextInt();
        int rows = said ? size.nextInt() : 0;
        return rows > 0 ? rows : USUAL_ROWS;
      }
    } catch (IOException _) {
      return USUAL_ROWS;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return USUAL_ROWS;
    }
  }
}
