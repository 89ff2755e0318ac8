package dev.waybill.cli.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.waybill.cli.console.LostOutputException;
import dev.waybill.cli.console.StandardStream;
import dev.waybill.cli.console.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import picocli.CommandLine;

/** Where a command writes: results to standard output, problems to standard error. */
public final class Screen {
  /** Prints zeros and empty lists too, so that scripts need not guess. */
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  /** The heading, the "and N more" row and the cursor's line. */
  private static final int LINES_BESIDE_ROWS = 3;

  private static final String TO_THE_TOP = "\u001b[H";
  private static final String CLEAR_REST_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CUT_LONG_LINES = "\u001b[?7l";
  private static final String WRAP_LONG_LINES = "\u001b[?7h";

  private final PrintWriter results;
  private final PrintWriter complaints;
  private final Terminal resultsTerminal;
  private final Terminal complaintsTerminal;
  private final BooleanSupplier silent;

  /** The number of lines of the table that is redrawn in place; 0 if there is none. */
  private int linesInPlace;

  /** The size of the terminal when that table was drawn. */
  private Terminal.Size sizeInPlace = new Terminal.Size(0, 0);

  /** The number of characters of the progress line on screen. */
  private int progressLength;

  private Screen(
      PrintWriter results,
      PrintWriter complaints,
      Terminal resultsTerminal,
      Terminal complaintsTerminal,
      BooleanSupplier silent) {
    this.results = results;
    this.complaints = complaints;
    this.resultsTerminal = resultsTerminal;
    this.complaintsTerminal = complaintsTerminal;
    this.silent = silent;
  }

  /** The screen of a command line, whose streams may be terminals. */
  public static Screen of(CommandLine commandLine) {
    PrintWriter out = commandLine.getOut();
    PrintWriter err = commandLine.getErr();
    return new Screen(out, err, terminal(out), terminal(err), () -> false);
  }

  /** A screen that writes everything to one writer. */
  static Screen on(PrintWriter out, Terminal terminal) {
    return new Screen(out, out, terminal, terminal, () -> false);
  }

  /** A screen without colours that is not a terminal. */
  public static Screen plain(PrintStream out) {
    return on(new PrintWriter(out, true, StandardCharsets.UTF_8), Terminal.NONE);
  }

  private static Terminal terminal(PrintWriter writer) {
    return writer instanceof StandardStream stream ? stream.terminal() : Terminal.NONE;
  }

  /** The same screen, except that it prints no more lines once the supplier returns true. */
  public Screen silentOnce(BooleanSupplier quiet) {
    return new Screen(results, complaints, resultsTerminal, complaintsTerminal, quiet);
  }

  /** Whether a table can be redrawn in place. */
  public boolean canDrawInPlace() {
    return resultsTerminal.canMove();
  }

  /** Whether the line of {@link #progress} is shown. */
  boolean showsProgress() {
    return complaintsTerminal.canMove();
  }

  /** Whether a progress line of this length fits. */
  boolean hasRoomFor(int length) {
    return length < complaintsTerminal.size().get().columns();
  }

  /** Whether a person reads the results as they arrive; also true on a dumb terminal. */
  public boolean isRead() {
    return results instanceof StandardStream stream && stream.isTerminal();
  }

  /** Whether anything reads the results; false if they go into a pipe whose reader has ended. */
  public boolean hasReader() {
    return results instanceof StandardStream stream ? stream.hasReader() : !results.checkError();
  }

  /**
   * Ends a command that would otherwise keep working with no reader.
   *
   * @throws LostOutputException if nothing reads the results
   */
  public void requireReader() {
    if (!hasReader()) {
      throw new LostOutputException();
    }
  }

  /**
   * Prints a line. Everything that prints results fails the same way.
   *
   * @throws LostOutputException if the results cannot be written, except to a closed pipe
   */
  public void line(String text) {
    if (!silent.getAsBoolean()) {
      clearProgress();
      results.println(text);
      flush();
    }
  }

  public void blank() {
    line("");
  }

  public void line(Style style, String text) {
    line(resultsTerminal.hasColours() ? style.paint(text) : text);
  }

  public void table(Table table) {
    clearProgress();
    print(table.lines(resultsTerminal.hasColours()), "");
    flush();
  }

  /**
   * Redraws the last table in place if nothing was printed since. Only for a terminal.
   *
   * @param fitted creates a table of at most the given number of rows
   */
  public void tableInPlace(IntFunction<Table> fitted) {
    Terminal.Size size = resultsTerminal.size().get();
    if (linesInPlace > 0) {
      // Terminals move lines when they are resized, each in its own way.
      results.print(size.equals(sizeInPlace) ? "\u001b[" + linesInPlace + "A" : TO_THE_TOP);
    }
    List<String> lines =
        fitted
            .apply(Math.max(1, size.rows() - LINES_BESIDE_ROWS))
            .lines(resultsTerminal.hasColours());
    // Cut lines that are too long: a wrapped one would take two lines.
    results.print(CUT_LONG_LINES);
    print(lines, CLEAR_REST_OF_LINE);
    results.print(WRAP_LONG_LINES + CLEAR_BELOW);
    flush();
    linesInPlace = lines.size();
    sizeInPlace = size;
  }

  /** Whether the terminal was resized since the table was drawn in place. */
  public boolean isTableOutOfShape() {
    return linesInPlace > 0 && !resultsTerminal.size().get().equals(sizeInPlace);
  }

  /** Prints a message that is not part of the results. */
  public void notice(String text) {
    clearProgress();
    complaints.println(complaintsTerminal.hasColours() ? Style.FAINT.paint(text) : text);
    complaints.flush();
    linesInPlace = 0;
  }

  /** Overwrites the progress line. Shown only on a terminal. */
  public void progress(String text) {
    if (complaintsTerminal.canMove()) {
      int columns = complaintsTerminal.size().get().columns();
      String line = text.length() < columns ? text : text.substring(0, columns - 1);
      complaints.print(endOfProgress(columns) + line);
      complaints.flush();
      progressLength = line.length();
    }
  }

  private void clearProgress() {
    if (progressLength > 0) {
      progress("");
    }
  }

  /** Moves up first if the terminal became narrower and wrapped the line. */
  private String endOfProgress(int columns) {
    int linesAbove = Math.max(0, progressLength - 1) / columns;
    return (linesAbove > 0 ? "\u001b[" + linesAbove + "A" : "") + "\r" + CLEAR_BELOW;
  }

  /** Marks the first line as an error; the other lines explain it. */
  public void error(List<String> lines) {
    clearProgress();
    for (int i = 0; i < lines.size(); i++) {
      String text = i == 0 ? "error: " + lines.get(i) : lines.get(i);
      complaints.println(complaintsTerminal.hasColours() ? Style.BAD.paint(text) : text);
    }
    complaints.flush();
  }

  private void print(List<String> lines, String end) {
    // Print the line and its end together, because each print is flushed.
    lines.forEach(line -> results.print(line + end + System.lineSeparator()));
  }

  private void flush() {
    results.flush();
    if (results instanceof StandardStream stream && stream.loss().isPresent()) {
      throw new LostOutputException();
    }
  }

  /** Prints the message in protobuf's JSON mapping, over several lines. */
  public void json(Message message) {
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
      // Only an Any of an unknown type cannot be printed, and no response contains an Any.
      throw new IllegalStateException(e);
    }
  }
}
