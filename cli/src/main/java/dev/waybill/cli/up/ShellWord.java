package dev.waybill.cli.up;

import java.nio.file.Path;

/** Text that a shell takes as one word. */
final class ShellWord {
  private ShellWord() {}

  /** The path, quoted if needed. */
  static String of(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
