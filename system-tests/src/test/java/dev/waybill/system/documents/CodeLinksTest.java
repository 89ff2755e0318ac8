package dev.waybill.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link of the documents leads to a file, and those to a line of code lead to that line. */
final class CodeLinksTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern RELATIVE =
      Pattern.compile("\\](?:\\(|: )(?!https?:|#)(?<file>[^)#\\s]+[./][^)#\\s]+)");

  @Test
  void leadToTheLineThatTheyName() throws IOException {
    assertThat(new CodeLinks(ROOT).problems())
        .as(
            "links to moved lines; to correct the numbers, run in the repository's root: java"
                + " system-tests/src/test/java/dev/waybill/system/documents/CodeLinks.java")
        .isEmpty();
  }

  @Test
  void leadToFilesThatExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : CodeLinks.documents(ROOT)) {
      for (MatchResult link : RELATIVE.matcher(Files.readString(document)).results().toList()) {
        if (!Files.exists(document.resolveSibling(link.group("file")))) {
          missing.add(ROOT.relativize(document) + ": " + link.group("file"));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void namesTheLineToWhichTheCodeHasMoved(@TempDir Path root) throws IOException {
    CodeLinks links = linksIn(root, "See [b](../Some.java#L1 \"void b()\").");

    assertThat(links.problems()).containsExactly("docs/a.md:1: Some.java#L1 -> #L2, \"void b()\"");
    assertThat(links.corrected(root.resolve("docs/a.md")))
        .isEqualTo("See [b](../Some.java#L2 \"void b()\").");
  }

  @Test
  void saysWhatIsWrongWithALinkThatCannotBeCorrected(@TempDir Path root) throws IOException {
    CodeLinks links =
        linksIn(
            root,
            """
            [gone](../Some.java#L1 "void c()")

            [vague]: ../Some.java#L1 "void"
            [bare](../Some.java#L1)
            [lost](../Other.java#L1 "void b()")
            """);

    assertThat(links.problems())
        .containsExactly(
            "docs/a.md:1: Some.java#L1: no line has \"void c()\" any more",
            "docs/a.md:3: Some.java#L1: \"void\" occurs on the lines [1, 2]: choose a text that"
                + " occurs on one",
            "docs/a.md:4: ../Some.java#L1 needs a title: a text that occurs on that line only",
            "docs/a.md:5: ../Other.java#L1: there is no such file");
  }

  private static CodeLinks linksIn(Path root, String document) throws IOException {
    Files.createDirectory(root.resolve("bench"));
    Files.writeString(Files.createDirectory(root.resolve("docs")).resolve("a.md"), document);
    Files.writeString(root.resolve("Some.java"), "void a() {}\nvoid b() {}\n");
    return new CodeLinks(root);
  }
}
