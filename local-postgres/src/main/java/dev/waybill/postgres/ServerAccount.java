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
 * The account that PostgreSQL's programs run under. An ordinary user's programs run as that user.
 * Root's run under an account that owns nothing but the data, because whoever is superuser of a
 * database can do to the machine what the server's account can.
 *
 * @param id the account's number; empty for the one of this process
 */
record ServerAccount(OptionalInt id) {
  private static final int ROOT = 0;

  /**
   * Nobody's number: neither distributions nor systemd give out 60578 to 61183. The account
   * `nobody` would not do, since its other programs could read the data.
   */
  private static final int DATA_OWNER = 60_606;

  /** initdb wants its account to have a name. */
  private static final int NOBODY = 65_534;

  /** The server's working directory. */
  private static final String HERE = "/proc/self/cwd";

  /** The account that owns the data, or is to own it. */
  static ServerAccount of(Path data) {
    if (!isRoot()) {
      return new ServerAccount(OptionalInt.empty());
    }
    int owner = Files.exists(data) ? owner(data) : ROOT;
    return new ServerAccount(OptionalInt.of(owner == ROOT ? DATA_OWNER : owner));
  }

  /** The account that creates the data. */
  static ServerAccount ofCreation() {
    return new ServerAccount(isRoot() ? OptionalInt.of(NOBODY) : OptionalInt.empty());
  }

  static boolean isRoot() {
    Path self = Path.of("/proc/self");
    return Files.exists(self) && owner(self) == ROOT;
  }

  /** What to put before a program's command line. */
  List<String> prefix() {
    if (id.isEmpty()) {
      return List.of();
    }
    String number = Integer.toString(id.getAsInt());
    return List.of(
        "setpriv", "--reuid", number, "--regid", number, "--clear-groups", "--no-new-privs");
  }

  /**
   * How a program that is started in the data folder is told where that is. Another account may not
   * be able to follow the folder's path, say below /root; where it stands, it stands.
   */
  String name(Path data) {
    return id.isEmpty() ? data.toString() : HERE;
  }

  /** Gives the account a file, or a folder with all that is in it. */
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
