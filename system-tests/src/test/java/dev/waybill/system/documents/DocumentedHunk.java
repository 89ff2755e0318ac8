package dev.waybill.system.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One hunk of a diff in a document. It fits if its context and the lines that it removes stand in
 * the file exactly once; the line numbers do not count, as for {@code git apply}.
 *
 * @param place the document and the line of the hunk's header
 * @param file the file that the hunk changes, or adds
 * @param header the numbers of lines that the header declares
 * @param lines the hunk's lines, each with its sign
 */
record DocumentedHunk(String place, Path file, boolean isNewFile, Size header, List<String> lines) {
  private static final Pattern HEADER =
      Pattern.compile("@@ -\\d+(?:,(?<old>\\d+))? \\+\\d+(?:,(?<new>\\d+))? @@.*");

  /** The hunks of a document's diff blocks. */
  static List<DocumentedHunk> in(Path root, Path document) throws IOException {
    List<DocumentedHunk> hunks = new ArrayList<>();
    List<String> lines = Files.readAllLines(root.resolve(document));
    boolean isDiff = false;
    boolean isNewFile = false;
    Path file = Path.of("");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher header = HEADER.matcher(line);
      if (line.startsWith("```")) {
        isDiff = line.equals("```diff");
      } else if (isDiff && line.startsWith("--- ")) {
        isNewFile = line.equals("--- /dev/null");
      } else if (isDiff && line.startsWith("+++ b/")) {
        file = Path.of(line.substring("+++ b/".length()));
      } else if (isDiff && header.matches()) {
        hunks.add(
            new DocumentedHunk(
                document + ":" + (i + 1),
                file,
                isNewFile,
                new Size(count(header.group("old")), count(header.group("new"))),
                linesFrom(lines, i + 1)));
      }
    }
    return hunks;
  }

  /** Why the hunk cannot be applied, in one line; empty if it can. */
  Optional<String> problem(Path root) {
    Size size = new Size(old().size(), without('-').size());
    if (!size.equals(header)) {
      return Optional.of(
          "%s: the hunk's header says %s, but the hunk has %s".formatted(place, header, size));
    }
    if (isNewFile) {
      return Files.exists(root.resolve(file))
          ? Optional.of("%s: the diff adds %s, which exists already".formatted(place, file))
          : Optional.empty();
    }
    if (!Files.isRegularFile(root.resolve(file))) {
      return Optional.of("%s: there is no file %s".formatted(place, file));
    }
    List<String> code = read(root.resolve(file));
    long places =
        IntStream.rangeClosed(0, code.size() - old().size())
            .filter(at -> code.subList(at, at + old().size()).equals(old()))
            .count();
    if (places > 1) {
      return Optional.of(
          "%s: the hunk fits %s in %s places: add context".formatted(place, file, places));
    }
    return places == 1
        ? Optional.empty()
        : Optional.of(
            "%s: the hunk no longer fits %s, %s".formatted(place, file, difference(code)));
  }

  private String difference(List<String> code) {
    List<String> old = old();
    for (int end = 1; end <= old.size(); end++) {
      if (!code.contains(old.get(end - 1))) {
        return "which has no line \"%s\"".formatted(old.get(end - 1).strip());
      }
      if (Collections.indexOfSubList(code, old.subList(0, end)) < 0) {
        return "whose lines \"%s\" and \"%s\" no longer follow one another"
            .formatted(old.get(end - 2).strip(), old.get(end - 1).strip());
      }
    }
    throw new IllegalStateException("the hunk fits " + file);
  }

  /** The lines that the file has before the change. */
  private List<String> old() {
    return without('+');
  }

  private List<String> without(char sign) {
    return lines.stream()
        .filter(line -> line.isEmpty() || line.charAt(0) != sign)
        .map(line -> line.isEmpty() ? "" : line.substring(1))
        .toList();
  }

  private static List<String> linesFrom(List<String> document, int first) {
    return document.stream()
        .skip(first)
        .takeWhile(line -> !line.startsWith("@@") && !line.startsWith("--- "))
        .takeWhile(line -> !line.startsWith("```"))
        .toList();
  }

  /** A header leaves the number out if it is one. */
  private static int count(@Nullable String number) {
    return number == null ? 1 : Integer.parseInt(number);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers of lines before and after a hunk. */
  record Size(int before, int after) {
    @Override
    public String toString() {
      return "-%s +%s lines".formatted(before, after);
    }
  }
}
