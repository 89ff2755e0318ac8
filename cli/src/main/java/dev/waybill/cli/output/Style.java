package dev.waybill.cli.output;

/** How text stands out on a terminal. */
public enum Style {
  PLAIN(""),
  BOLD("1"),
  FAINT("2"),
  GOOD("32"),
  OPEN("33"),
  BAD("31");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The text between the terminal codes of this style. */
  String paint(String text) {
    return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
