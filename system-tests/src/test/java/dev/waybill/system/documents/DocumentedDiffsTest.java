package dev.waybill.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diffs that documents show can be applied to the code as it is. */
final class DocumentedDiffsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void fitTheCode() throws IOException {
    List<DocumentedHunk> hunks = DocumentedHunk.in(ROOT, Path.of("docs", "extending.md"));

    assertThat(hunks).isNotEmpty();
    assertThat(hunks.stream().flatMap(hunk -> hunk.problem(ROOT).stream()))
        .as("make the change on a branch and take the hunk from git diff again")
        .isEmpty();
  }

  @Test
  void namesTheLineThatIsGone(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("Some.java"), "one\ntwo\nthree\n");

    assertThat(problems(root, "@@ -1,2 +1,2 @@", " one", "-2", "+zwei"))
        .containsExactly("doc.md:4: the hunk no longer fits Some.java, which has no line \"2\"");
    assertThat(problems(root, "@@ -1,2 +1,3 @@", " one", "+new", " three"))
        .containsExactly(
            "doc.md:4: the hunk no longer fits Some.java, whose lines \"one\" and \"three\" no"
                + " longer follow one another");
    assertThat(problems(root, "@@ -1,2 +1,3 @@", " one", "+new", " two")).isEmpty();
  }

  @Test
  void refusesAHunkThatFitsInTwoPlacesOrDoesNotAddUp(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("Some.java"), "one\ntwo\none\n");

    assertThat(problems(root, "@@ -1,1 +1,2 @@", " one", "+new"))
        .containsExactly("doc.md:4: the hunk fits Some.java in 2 places: add context");
    assertThat(problems(root, "@@ -1,2 +1,4 @@", " one", "+new", " two"))
        .containsExactly(
            "doc.md:4: the hunk's header says -2 +4 lines, but the hunk has -2 +3 lines");
  }

  @Test
  void refusesANewFileThatExists(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("Some.java"), "");
    Files.writeString(
        root.resolve("doc.md"),
        """
        ```diff
        --- /dev/null
        +++ b/Some.java
        @@ -0,0 +1 @@
        +one
        ```
        """);

    assertThat(problemsOf(root))
        .containsExactly("doc.md:4: the diff adds Some.java, which exists already");
  }

  private static List<String> problems(Path root, String... hunk) throws IOException {
    Files.writeString(
        root.resolve("doc.md"),
        "```diff\n--- a/Some.java\n+++ b/Some.java\n%s\n```\n".formatted(String.join("\n", hunk)));
    return problemsOf(root);
  }

  private static List<String> problemsOf(Path root) throws IOException {
    return DocumentedHunk.in(root, Path.of("doc.md")).stream()
        .flatMap(hunk -> hunk.problem(root).stream())
        .toList();
  }
}
