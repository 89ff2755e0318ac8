package dev.waybill.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The account that runs PostgreSQL's programs. An ordinary user runs them as that user. Root runs
 * them under an account that owns only the data, because a database superuser can do anything on
 * the machine that the server's account can.
 *
 * @param id the account's number; empty for the account of this process
 */
record ServerAccount(OptionalInt id) {
  private static final int ROOT = 0;

  /**
   * An unused number: neither distributions nor systemd assign 60578 to 61183. The account `nobody`
   * is unsuitable, because its other programs could read the data.
   */
  private static final int DATA_OWNER = 60_606;

  /** initdb requires an account with a name. */
  private static final int NOBODY = 65_534;

  /** The server's working directory. */
  private static final String HERE = "/proc/self/cwd";

  /** Returns the account that owns the data, or will own it. */
  static ServerAccount of(Path data) {
    if (!isRoot()) {
      return new ServerAccount(OptionalInt.empty());
    }
    int owner = Files.exists(data) ? owner(data) : ROOT;
    return new ServerAccount(OptionalInt.of(owner == ROOT ? DATA_OWNER : owner));
  }

  /** Returns the account that creates the data. */
  static ServerAccount ofCreation() {
    return new ServerAccount(isRoot() ? OptionalInt.of(NOBODY) : OptionalInt.empty());
  }

  static boolean isRoot() {
    Path self = Path.of("/proc/self");
    return Files.exists(self) && owner(self) == ROOT;
  }

  /** Returns the prefix of a program's command line. */
  List<String> prefix() {
    if (id.isEmpty()) {
      return List.of();
    }
    String number = Integer.toString(id.getAsInt());
    return List.of(
        "setpriv", "--reuid", number, "--regid", number, "--clear-groups", "--no-new-privs");
  }

  /**
   * Returns the path of the data for a program that is started in the data folder. Another account
   * may not be able to access the folder by its path, for example below /root, but it can use the
   * working directory.
   */
  String name(Path data) {
    return id.isEmpty() ? data.toString() : HERE;
  }

  /** Makes the account the owner of a file, or of a folder with its contents. */
  void own(Path tree) {
    if (id.isEmpty()) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", id.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", id.getAsInt(), LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new PostgresException(
          "PostgreSQL does not run as root, and root cannot give %s to account %s here (%s); run"
                  .formatted(tree, id.getAsInt(), e.getMessage())
              + " waybill as an ordinary user",
          e);
    }
  }

  private static int owner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
