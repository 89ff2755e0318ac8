package dev.waybill.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Where a command writes: results to standard output, complaints to standard error. */
public final class Screen {
  /** Counts that are zero and lists that are empty are printed too: scripts need not guess. */
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  private final PrintWriter results;
  private final PrintWriter complaints;
  private final boolean colours;

  private Screen(PrintWriter results, PrintWriter complaints, boolean colours) {
    this.results = results;
    this.complaints = complaints;
    this.colours = colours;
  }

  /** The screen of a command line, in colours if that is a terminal. */
  public static Screen of(CommandLine commandLine) {
    return new Screen(
        commandLine.getOut(), commandLine.getErr(), commandLine.getColorScheme().ansi().enabled());
  }

  public void line(String text) {
    results.println(text);
    results.flush();
  }

  public void line(Style style, String text) {
    line(colours ? style.paint(text) : text);
  }

  void table(Table table) {
    table.lines(colours).forEach(results::println);
    results.flush();
  }

  /** Writes over the line that shows a watching person how far the work has come. */
  public void progress(String text) {
    if (colours) {
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
