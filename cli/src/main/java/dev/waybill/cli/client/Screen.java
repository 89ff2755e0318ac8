package dev.waybill.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import picocli.CommandLine;

/** Where a command writes: results to standard output, complaints to standard error. */
public final class Screen {
  /** Counts that are zero and lists that are empty are printed too: scripts need not guess. */
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  /** The heading, what says that there is more, and the cursor's line. */
  private static final int LINES_BESIDE_ROWS = 3;

  private final PrintWriter results;
  private final PrintWriter complaints;
  private final boolean colours;
  private final Terminal terminal;
  private final BooleanSupplier silent;

  /** The lines of the table that is written over when it changes; 0 when there is none. */
  private int linesInPlace;

  /** How many rows such a table may have; 0 until that is needed. */
  private int room;

  private Screen(
      PrintWriter results,
      PrintWriter complaints,
      boolean colours,
      Terminal terminal,
      BooleanSupplier silent) {
    this.results = results;
    this.complaints = complaints;
    this.colours = colours;
    this.terminal = terminal;
    this.silent = silent;
  }

  /** The screen of a command line, in colours if that is a terminal. */
  public static Screen of(CommandLine commandLine) {
    return new Screen(
        commandLine.getOut(),
        commandLine.getErr(),
        commandLine.getColorScheme().ansi().enabled(),
        Terminal.find(),
        () -> false);
  }

  /** Without colours, all on one writer. */
  static Screen plain(PrintWriter out, Terminal terminal) {
    return new Screen(out, out, false, terminal, () -> false);
  }

  /** Without colours, and not on a terminal. */
  public static Screen plain(PrintStream out) {
    return plain(new PrintWriter(out, true, StandardCharsets.UTF_8), Terminal.NONE);
  }

  /** The same, but without further lines from the moment on that the answer is yes. */
  public Screen silentOnce(BooleanSupplier quiet) {
    return new Screen(results, complaints, colours, terminal, quiet);
  }

  /** Whether a person sees the results as they are printed. */
  boolean isTerminal() {
    return terminal.isPresent();
  }

  /** Whether anybody takes the results; false when they went into a pipe whose reader has ended. */
  boolean hasReader() {
    // The writer does not hear of what happens to standard output below it.
    return !results.checkError() && !System.out.checkError();
  }

  public void line(String text) {
    if (!silent.getAsBoolean()) {
      results.println(text);
      results.flush();
    }
  }

  public void blank() {
    line("");
  }

  public void line(Style style, String text) {
    line(colours ? style.paint(text) : text);
  }

  public void table(Table table) {
    table.lines(colours).forEach(results::println);
    results.flush();
  }

  /**
   * Writes over the table that was printed last, if nothing has come in between. For a terminal.
   *
   * @param fitted makes a table of at most so many rows
   */
  void tableInPlace(IntFunction<Table> fitted) {
    if (room == 0) {
      room = Math.max(1, terminal.rows().getAsInt() - LINES_BESIDE_ROWS);
    }
    if (linesInPlace > 0) {
      results.print("\u001b[" + linesInPlace + "A");
    }
    List<String> lines = fitted.apply(room).lines(colours);
    // A line that is too long is cut off: wrapped, it would take two.
    results.print("\u001b[?7l");
    lines.forEach(line -> results.println(line + "\u001b[K"));
    results.print("\u001b[?7h\u001b[J");
    results.flush();
    linesInPlace = lines.size();
  }

  /** Something to know beside the results. */
  void notice(String text) {
    complaints.println(colours ? Style.FAINT.paint(text) : text);
    complaints.flush();
    linesInPlace = 0;
  }

  /** Writes over the line that shows a watching person how far the work has come. */
  public void progress(String text) {
    if (isTerminal()) {
      complaints.print("\r\u001b[K" + text);
      complaints.flush();
    }
  }

  /** The first line is marked as an error, the others explain it. */
  public void error(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String text = i == 0 ? "error: " + lines.get(i) : lines.get(i);
      complaints.println(colours ? Style.BAD.paint(text) : text);
    }
    complaints.flush();
  }

  /** The message in protobuf's JSON mapping, over several lines. */
  void json(Message message) {
    line(print(JSON, message));
  }

  /** The message in protobuf's JSON mapping, on one line. */
  public static String jsonLine(Message message) {
    return print(JSON.omittingInsignificantWhitespace(), message);
  }

  private static String print(JsonFormat.Printer printer, Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      // Only an Any of a type that nobody knows cannot be printed; no answer has an Any.
      throw new IllegalStateException(e);
    }
  }
}
