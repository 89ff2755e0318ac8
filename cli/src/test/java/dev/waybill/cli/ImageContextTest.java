package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The image is built from the files that .dockerignore includes. They must contain everything that
 * the pom names.
 */
final class ImageContextTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void hasThePomAndTheSourcesOfEveryModule() throws IOException {
    List<String> modules = new ArrayList<>(modules());
    assertThat(modules).contains("cli", Services.ALL.getFirst().title());
    modules.add("not-yet-there");

    assertThat(modules).allMatch(module -> isLetIn(module + "/pom.xml"));
    assertThat(modules)
        .filteredOn(module -> !module.equals("system-tests")) // shop-only
        .allMatch(module -> isLetIn(module + "/src/main/java/dev/waybill/Some.java"));
  }

  @Test
  void hasNoBuiltOrPrivateFiles() {
    assertThat(
            List.of(".git/config", ".waybill/postgres/data/base", "cli/target/src/x", "README.md"))
        .noneMatch(ImageContextTest::isLetIn);
  }

  @Test
  void usesNoExceptionThatTheClassicBuilderIgnores() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
        .filteredOn(line -> line.startsWith("!"))
        .noneMatch(line -> line.contains("*"));
  }

  private static List<String> modules() throws IOException {
    return Pattern.compile("<module>(.*)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s)</modules>.*", ""))
        .results()
        .map((MatchResult module) -> module.group(1))
        .toList();
  }

  /** The last pattern that matches the file, or a folder above it, decides. */
  private static boolean isLetIn(String file) {
    try (Stream<String> lines = Files.lines(ROOT.resolve(".dockerignore"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .filter(line -> matches(line.replaceFirst("^!", ""), Path.of(file)))
          .reduce((_, last) -> last)
          .map(last -> last.startsWith("!"))
          .orElse(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean matches(String pattern, Path file) {
    String glob = "glob:" + pattern.replace("**/", "{,**/}");
    for (Path part = file; part != null; part = part.getParent()) {
      if (FileSystems.getDefault().getPathMatcher(glob).matches(part)) {
        return true;
      }
    }
    return false;
  }
}
