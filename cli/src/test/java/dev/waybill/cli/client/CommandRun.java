package dev.waybill.cli.client;

import dev.waybill.cli.WaybillMain;
import dev.waybill.cli.console.StandardStream;
import dev.waybill.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a command printed and exited with. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Runs the whole command line, as the process would. */
  public static CommandRun waybill(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandRun run = waybill(out, arguments);
    return new CommandRun(run.exitCode(), out.toString(StandardCharsets.UTF_8), run.err());
  }

  /** The same, with standard output redirected. */
  public static CommandRun waybill(OutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        WaybillMain.run(
            StandardStream.to(out, Terminal.NONE),
            StandardStream.to(err, Terminal.NONE),
            arguments);
    return new CommandRun(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }
}
