package dev.waybill.cli.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file name as given by the user. */
public final class FileName {
  private FileName() {}

  /**
   * Returns the file with that name.
   *
   * @throws IllegalArgumentException saying what is wrong, because the locale limits which names
   *     are possible
   */
  public static Path parse(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "expected a file name in the locale's character set, but was \"" + name + "\"", e);
    }
  }
}
