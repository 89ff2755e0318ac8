package dev.waybill.system.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Halves the start of a service's JVM. The classes that a process has loaded are archived when it
 * exits normally, and its successors map them. The JVM only archives classes from jars, so folders
 * of the class path become jars.
 */
final class ClassArchive {
  private static final Path FOLDER = Path.of("target", "class-archive").toAbsolutePath();

  private ClassArchive() {}

  /** The options of a JVM that uses the archive with this name, or creates it. */
  static List<String> options(String name) {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + FOLDER.resolve(name + ".jsa"),
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        "-Xlog:class+path=off");
  }

  /** This JVM's class path, with a jar for each folder. */
  static String classPath() {
    return Jars.CLASS_PATH;
  }

  /** Created once, because an archive is only valid for jars that are not rewritten. */
  private static final class Jars {
    static final String CLASS_PATH = make();

    private static String make() {
      List<String> entries = new ArrayList<>();
      try {
        Files.createDirectories(FOLDER);
        deleteOldArchives();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
          // Surefire's class path ends with an empty entry. That would be the current folder, and
          // with it the jar that is being written.
          if (!entry.isEmpty()) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path, entries.size()).toString() : entry);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return String.join(File.pathSeparator, entries);
    }

    /** An archive of other jars would be neither used nor replaced. */
    private static void deleteOldArchives() throws IOException {
      try (Stream<Path> found = Files.list(FOLDER)) {
        for (Path archive : found.filter(file -> file.toString().endsWith(".jsa")).toList()) {
          Files.delete(archive);
        }
      }
    }

    private static Path jar(Path folder, int number) throws IOException {
      Path jar = FOLDER.resolve("classes-" + number + ".jar");
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream content = new JarOutputStream(file);
          Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.filter(path -> !path.equals(folder)).sorted().toList()) {
          String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
          // Folders get entries too, because the search for migrations asks for them.
          boolean isFolder = Files.isDirectory(path);
          content.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
          if (!isFolder) {
            Files.copy(path, content);
          }
          content.closeEntry();
        }
      }
      return jar;
    }
  }
}
