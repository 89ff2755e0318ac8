package dev.waybill.cli.scaffold;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds names that the generated code would give to two things. */
final class NameClash {
  private static final Pattern NO_CODE =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\n]*|\"\"\"(?:\\\\.|.)*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|(?m)^import [^\n]*",
          Pattern.DOTALL);
  private static final Pattern IMPORTED = Pattern.compile("(?m)^import [\\w.]+\\.(\\w+);");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

  private NameClash() {}

  /**
   * Compares the names that a word of the template is in with all others of the same code.
   *
   * @param sources the texts of the template, by file
   * @throws Refusal naming the first that would be there twice
   */
  static void requireNone(Map<String, String> sources, Words words) {
    SortedMap<String, SortedSet<String>> before = new TreeMap<>();
    sources.forEach(
        (file, text) -> {
          if (file.endsWith(".java")) {
            for (String name : names(text)) {
              before.computeIfAbsent(words.in(file, name), _ -> new TreeSet<>()).add(name);
            }
          }
        });
    before.forEach(
        (name, names) -> {
          if (names.size() > 1) {
            throw new Refusal(
                "the generated code has another use for the name %s; choose a different resource"
                    .formatted(name));
          }
        });
  }

  private static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    IMPORTED.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
    IDENTIFIER
        .matcher(NO_CODE.matcher(text).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .forEach(names::add);
    return names;
  }
}
