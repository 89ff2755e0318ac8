package dev.waybill.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the class path. They are kept next to the data of the
 * checkout that uses them, not in a build folder, because a build may delete that while they run.
 */
final class PostgresBinaries {
  private static final int EXECUTABLE = 0100;
  private static final String ALL_MAY_READ = "rw-r--r--";
  private static final String ALL_MAY_ENTER = "rwxr-xr-x";
  private static final Path FOR_ROOT = Path.of("/var/cache/waybill");

  private PostgresBinaries() {}

  /** Returns the folder with bin, lib and share. One thread unpacks it, and the others wait. */
  static synchronized Path unpacked() {
    URL resource = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    try {
      URLConnection connection = resource.openConnection();
      Path target = folder().resolve("postgresql-" + fingerprint(connection));
      if (!Files.isDirectory(target)) {
        unpackTo(target, connection);
      }
      return target;
    } catch (IOException e) {
      throw new PostgresException("cannot unpack PostgreSQL: " + e, e);
    }
  }

  /** Returns the programs for a machine, by Java's names of its operating system and processor. */
  static URL archive(String osName, String osArch) {
    String archive = "/postgres-%s-%s.txz".formatted(system(osName), architecture(osArch));
    URL resource = PostgresBinaries.class.getResource(archive);
    if (resource == null) {
      throw new PostgresException(
          "there are no PostgreSQL binaries for %s on %s; use containers: docker compose up --build"
              .formatted(osName, osArch));
    }
    return resource;
  }

  /** Unpacks in one atomic step, so that processes which start at the same time do not conflict. */
  private static void unpackTo(Path target, URLConnection archive) throws IOException {
    Path unfinished =
        target.resolveSibling("postgresql-unfinished-" + ProcessHandle.current().pid());
    Folders.delete(unfinished);
    try {
      try (InputStream content = archive.getInputStream()) {
        unpack(content, unfinished);
      }
      openFolders(unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      // Another process was faster, and its copy is just as good.
    } finally {
      Folders.delete(unfinished);
    }
  }

  private static void unpack(InputStream content, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(content))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
      boolean isProgram = (entry.getMode() & EXECUTABLE) != 0;
      open(path, isProgram ? ALL_MAY_ENTER : ALL_MAY_READ);
    }
  }

  /** Sets the permissions regardless of the umask, because another account runs the programs. */
  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void openFolders(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path folder : paths.filter(Files::isDirectory).toList()) {
        open(folder, ALL_MAY_ENTER);
      }
    }
  }

  /** Returns a value that changes with the archive's content, without reading the archive. */
  private static String fingerprint(URLConnection archive) throws IOException {
    return archive instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toString(archive.getContentLengthLong());
  }

  /**
   * Returns the folder to unpack to. Root's server runs under another account, which may not be
   * able to access a path below /root.
   */
  private static Path folder() throws IOException {
    Path home = Path.of(System.getProperty("waybill.home", "")).toAbsolutePath().normalize();
    Path folder = home.resolve(".waybill");
    Files.createDirectories(folder);
    if (!ServerAccount.isRoot() || isOpenToAll(folder)) {
      return folder;
    }
    Files.createDirectories(FOR_ROOT);
    open(FOR_ROOT, ALL_MAY_ENTER);
    return FOR_ROOT;
  }

  private static boolean isOpenToAll(Path folder) throws IOException {
    for (Path path = folder.toRealPath(); path != null; path = path.getParent()) {
      if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  private static String system(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  /**
   * Returns the archives' name of a processor. macOS and Linux use different names for the same
   * one.
   */
  private static String architecture(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> osArch;
    };
  }
}
