package dev.waybill.cli.output;

import picocli.CommandLine.Help.Ansi;

/** How text stands out on a terminal. */
public enum Style {
  PLAIN(Ansi.Style.reset),
  BOLD(Ansi.Style.bold),
  FAINT(Ansi.Style.faint),
  GOOD(Ansi.Style.fg_green),
  OPEN(Ansi.Style.fg_yellow),
  BAD(Ansi.Style.fg_red);

  private final Ansi.Style code;

  Style(Ansi.Style code) {
    this.code = code;
  }

  /** The text between the terminal codes of this style. */
  String paint(String text) {
    return this == PLAIN ? text : code.on() + text + Ansi.Style.reset.off();
  }
}
