package dev.waybill.cli.scaffold;

import dev.waybill.cli.client.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A copy of the files that `waybill new` reads, committed to a git repository of its own. */
final class CheckoutCopy {
  private static final Checkout ORIGINAL = new Checkout(Path.of(".."));
  private static final List<String> COPIED =
      Stream.concat(
              NewRepository.paths(),
              Stream.of(
                  "docs/calling.md",
                  "docs/errors.md",
                  "docs/metrics.md",
                  "system-tests/pom.xml",
                  "system-tests/src/test/java/dev/waybill/system/contracts",
                  "system-tests/src/test/java/dev/waybill/system/template"))
          .toList();

  private final Path root;

  private CheckoutCopy(Path root) {
    this.root = root;
  }

  static CheckoutCopy in(Path root) throws IOException, InterruptedException {
    for (String path : COPIED) {
      for (String file : ORIGINAL.files(path)) {
        Path target = root.resolve(file);
        if (!Files.exists(target)) {
          Files.createDirectories(target.getParent());
          Files.copy(ORIGINAL.root().resolve(file), target);
        }
      }
    }
    CheckoutCopy copy = new CheckoutCopy(root);
    copy.git("init", "-q");
    copy.git("add", "-A");
    copy.git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all");
    return copy;
  }

  /** Runs `waybill new` on this copy. */
  CommandRun run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new NewCommand(root.toString()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setParameterExceptionHandler(
                (failure, _) -> {
                  failure.getCommandLine().getErr().println(failure.getMessage());
                  return CommandLine.ExitCode.USAGE;
                })
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Runs git in this copy and returns what it prints. */
  String git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments)).toList();
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    git.getInputStream().transferTo(said);
    if (git.waitFor() != 0) {
      throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  Path file(String name) {
    return root.resolve(name);
  }

  /** Everything below a folder, byte for byte; git's own files are left out, it reads them. */
  static SortedMap<String, String> tree(Path folder) {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(path -> !path.toString().contains("/.git/"))
          .forEach(path -> tree.put(folder.relativize(path).toString(), state(path)));
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(Path path) {
    try {
      String mode =
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
      return Files.isRegularFile(path)
          ? mode + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
          : mode;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
