package dev.waybill.cli.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The name of a file as the user gives it. */
public final class FileName {
  private FileName() {}

  /**
   * The file of that name.
   *
   * @throws IllegalArgumentException saying what is wrong: the locale decides which names there can
   *     be
   */
  public static Path parse(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "expected a file name that the locale can hold, but was \"" + name + "\"", e);
    }
  }
}
