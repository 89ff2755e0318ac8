package dev.waybill.cli.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sources of this repository.
 *
 * @param root its folder
 */
record Checkout(Path root) {
  /**
   * Finds the sources.
   *
   * @param home where the launcher is; empty if the command line runs without it
   * @throws Refusal if there are no sources, as in an image
   */
  static Checkout at(String home) {
    Path root = Path.of(home);
    if (home.isEmpty() || !Files.isRegularFile(root.resolve("template-service/pom.xml"))) {
      throw new Refusal(
          "waybill new copies sources, so it runs in a checkout only: ./waybill new ...");
    }
    return new Checkout(root);
  }

  /** The text of a file. */
  String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  boolean isExecutable(String file) {
    return Files.isExecutable(root.resolve(file));
  }

  /** All files below a folder, or the file itself; nothing that was built. */
  List<String> files(String path) {
    try (Stream<Path> found = Files.walk(root.resolve(path))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files directly in a folder. */
  List<String> filesIn(String folder) {
    return files(folder).stream().filter(file -> file.lastIndexOf('/') == folder.length()).toList();
  }

  /**
   * Refuses to edit what git could not bring back.
   *
   * @throws Refusal naming a file that has uncommitted changes
   */
  void requireCommitted(Collection<String> files) {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", root.toString(), "status", "--porcelain", "--untracked-files=no"));
    command.add("--");
    command.addAll(files);
    try {
      Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean succeeded = git.waitFor() == 0;
      if (said.contains("not a git repository")) {
        return; // An unpacked archive: there is nothing to go back to.
      }
      if (!succeeded) {
        throw new Refusal("git status failed: " + said.lines().findFirst().orElse(""));
      }
      said.lines()
          .findFirst()
          .ifPresent(
              line -> {
                throw new Refusal(
                    "%s has uncommitted changes; commit them first, so that git can undo this"
                        .formatted(line.substring(3)));
              });
    } catch (IOException _) {
      // Without git there is nothing to go back to, and nothing is lost that git had.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted");
    }
  }
}
