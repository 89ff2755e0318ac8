package dev.waybill.cli.console;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Help.Ansi;

/** Lines for a person, coloured only where colours are wanted. */
public final class Console {
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean coloured;
  private final BooleanSupplier silent;

  private Console(PrintStream out, boolean coloured, BooleanSupplier silent) {
    this.out = out;
    this.coloured = coloured;
    this.silent = silent;
  }

  /** Standard output: coloured on a terminal, unless NO_COLOR is set. */
  public static Console standard() {
    return new Console(System.out, Ansi.AUTO.enabled(), () -> false);
  }

  /** Any other stream, without colours. */
  public static Console plain(PrintStream out) {
    return new Console(out, false, () -> false);
  }

  /** The same, but quiet from the moment on that the answer is yes. */
  public Console silentOnce(BooleanSupplier quiet) {
    return new Console(out, coloured, quiet);
  }

  /** A line as it is. */
  public void line(String text) {
    if (!silent.getAsBoolean()) {
      out.println(text);
    }
  }

  public void blank() {
    line("");
  }

  /** A title over the lines that follow. */
  public void heading(String text) {
    line(styled(Style.BOLD, text));
  }

  /** The good end of something. */
  public void good(String text) {
    line(styled(Style.GREEN, text));
  }

  /** The bad end of something. */
  public void bad(String text) {
    line(styled(Style.RED, text));
  }

  /** What may be skipped at first reading. */
  public void aside(String text) {
    line(styled(Style.FAINT, text));
  }

  private String styled(Style style, String text) {
    return coloured ? style.code + text + RESET : text;
  }

  private enum Style {
    BOLD("\u001b[1m"),
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    FAINT("\u001b[2m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }
}
