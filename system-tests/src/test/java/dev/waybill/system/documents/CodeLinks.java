package dev.waybill.system.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The links in documents that lead to a line of code. The title of such a link is a text that
 * occurs on that line and on no other of the file: {@code [place]: PlaceOrder.java#L91 "PlaceResult
 * place("}.
 *
 * <p>Needs nothing but the JDK, so that it corrects the numbers of lines that have moved when it is
 * run from the repository's root: {@code java
 * system-tests/src/test/java/dev/waybill/system/documents/CodeLinks.java}
 */
final class CodeLinks {
  private static final Pattern LINK =
      Pattern.compile("\\](?:\\(|: )(?<file>[^)#\\s]+)#L(?<line>\\d+)(?: \"(?<text>[^\"]*)\")?");

  private final Path root;

  CodeLinks(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of("");
    if (!Files.isDirectory(root.resolve("docs"))) {
      System.err.println("CodeLinks: no folder docs here; run it in the repository's root");
      System.exit(2);
    }
    CodeLinks links = new CodeLinks(root);
    links.problems().forEach(System.out::println);
    for (Path document : documents(root)) {
      Files.writeString(document, links.corrected(document));
    }
    List<String> left = links.problems();
    if (!left.isEmpty()) {
      System.err.println("CodeLinks: %s links could not be corrected".formatted(left.size()));
      System.exit(1);
    }
  }

  /** The documents of the repository. */
  static List<Path> documents(Path root) throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("", "docs", "bench")) {
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  /** One line for each link that does not lead to its line. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path document : documents(root)) {
      List<String> lines = Files.readAllLines(document);
      for (int i = 0; i < lines.size(); i++) {
        String place = root.relativize(document) + ":" + (i + 1) + ": ";
        for (MatchResult link : LINK.matcher(lines.get(i)).results().toList()) {
          String problem = problem(document, link);
          if (!problem.isEmpty()) {
            problems.add(place + problem);
          }
        }
      }
    }
    return problems;
  }

  /** The document with the right number in each link whose line has moved. */
  String corrected(Path document) throws IOException {
    StringBuilder text = new StringBuilder();
    String old = Files.readString(document);
    int end = 0;
    for (MatchResult link : LINK.matcher(old).results().toList()) {
      List<Integer> found = linesWith(document, link);
      if (found.size() == 1) {
        text.append(old, end, link.start("line")).append(found.getFirst());
        end = link.end("line");
      }
    }
    return text.append(old, end, old.length()).toString();
  }

  private String problem(Path document, MatchResult link) throws IOException {
    String text = link.group("text");
    String target = link.group("file") + "#L" + link.group("line");
    if (text == null || text.isBlank()) {
      return target + " needs a title: a text that occurs on that line only";
    }
    if (!Files.isRegularFile(fileOf(document, link))) {
      return target + ": there is no such file";
    }
    List<Integer> found = linesWith(document, link);
    String name = fileOf(document, link).getFileName() + "#L" + link.group("line");
    return switch (found.size()) {
      case 0 -> "%s: no line has \"%s\" any more".formatted(name, text);
      case 1 ->
          link.group("line").equals(found.getFirst().toString())
              ? ""
              : "%s -> #L%s, \"%s\"".formatted(name, found.getFirst(), text);
      default ->
          "%s: \"%s\" occurs on the lines %s: choose a text that occurs on one"
              .formatted(name, text, found);
    };
  }

  private static List<Integer> linesWith(Path document, MatchResult link) throws IOException {
    String text = link.group("text");
    Path file = fileOf(document, link);
    if (text == null || !Files.isRegularFile(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains(text))
        .mapToObj(i -> i + 1)
        .toList();
  }

  private static Path fileOf(Path document, MatchResult link) {
    return document.toAbsolutePath().resolveSibling(link.group("file")).normalize();
  }
}
