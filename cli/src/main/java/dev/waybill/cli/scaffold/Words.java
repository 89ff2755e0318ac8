package dev.waybill.cli.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces words of the template, each in the form that its place asks for: {@code giftCard} in
 * Java, {@code gift_card} in SQL, {@code gift-card} in the name of a module.
 */
final class Words {
  private static final String TEXT_IN_JAVA =
      "(?<comment>/\\*.*?\\*/|//[^\n]*)"
          + "|(?<string>\"\"\"(?:\\\\.|.)*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\")"
          + "|'(?:\\\\.|[^'\\\\\n])+'";
  private static final Pattern JAVA = Pattern.compile(TEXT_IN_JAVA, Pattern.DOTALL);
  private static final Pattern SQL = Pattern.compile("(?<comment>--[^\n]*)|(?<string>'[^'\n]*')");

  private final List<Word> words = new ArrayList<>();

  /** What a part of a file is, which decides how a word of two parts is written in it. */
  private enum Kind {
    JAVA_CODE,
    SQL_OR_PROTO_CODE,
    STRING,
    PROSE
  }

  /** How a word is written where nothing else decides. */
  private enum Role {
    /** A service or a product: its name has dashes, its package none. */
    UNIT,
    /** A thing that code handles: a variable, a column, a noun. */
    THING
  }

  private record Word(String from, Name to, Role role) {
    /** Lower case as a word of its own, or as a part of one in camel case or in capitals. */
    Pattern pattern() {
      String capital = capital();
      String capitals = from.toUpperCase(Locale.ROOT);
      return Pattern.compile(
          "(?<![a-z])%s(?=v\\d|[^a-z]|$)|%s(?![a-z])|%s(?![A-Z])"
              .formatted(from, capital, capitals));
    }

    String capital() {
      return from.substring(0, 1).toUpperCase(Locale.ROOT) + from.substring(1);
    }
  }

  /** The name of a service, a module, a product. */
  Words unit(String from, Name to) {
    words.add(new Word(from, to, Role.UNIT));
    return this;
  }

  /** The name of a resource or a field. */
  Words thing(String from, Name to) {
    words.add(new Word(from, to, Role.THING));
    return this;
  }

  /** The text of a file of this name with all words replaced. */
  String in(String file, String text) {
    String extension = file.substring(file.lastIndexOf('.') + 1);
    String right = withArticles(text);
    return switch (extension) {
      case "java" -> bySyntax(JAVA, Kind.JAVA_CODE, right);
      case "proto" -> bySyntax(JAVA, Kind.SQL_OR_PROTO_CODE, right);
      case "sql" -> bySyntax(SQL, Kind.SQL_OR_PROTO_CODE, right);
      default -> replace(right, Kind.PROSE);
    };
  }

  /** The name of a file with all words replaced. */
  String inPath(String path) {
    return replace(path, Kind.SQL_OR_PROTO_CODE);
  }

  private String bySyntax(Pattern syntax, Kind code, String text) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = syntax.matcher(text);
    int end = 0;
    while (matcher.find()) {
      result.append(replace(text, code, end, matcher.start()));
      Kind kind =
          matcher.group("comment") != null
              ? Kind.PROSE
              : matcher.group("string") != null ? Kind.STRING : code;
      result.append(replace(text, kind, matcher.start(), matcher.end()));
      end = matcher.end();
    }
    return result.append(replace(text, code, end, text.length())).toString();
  }

  private String replace(String text, Kind kind) {
    return replace(text, kind, 0, text.length());
  }

  /** Replaces within a part of the text; what is around it decides the form at its edges. */
  private String replace(String text, Kind kind, int from, int to) {
    List<Replacement> found = new ArrayList<>();
    for (Word word : words) {
      Matcher matcher = word.pattern().matcher(text).region(from, to);
      matcher.useTransparentBounds(true).useAnchoringBounds(false);
      while (matcher.find()) {
        found.add(new Replacement(matcher.toMatchResult(), form(word, matcher, text, kind)));
      }
    }
    found.sort((one, other) -> Integer.compare(one.place().start(), other.place().start()));
    StringBuilder result = new StringBuilder();
    int end = from;
    for (Replacement replacement : found) {
      result.append(text, end, replacement.place().start()).append(replacement.text());
      end = replacement.place().end();
    }
    return result.append(text, end, to).toString();
  }

  private record Replacement(MatchResult place, String text) {}

  private static String form(Word word, MatchResult match, String text, Kind kind) {
    Name name = word.to();
    String found = match.group();
    String before = text.substring(Math.max(0, match.start() - 20), match.start());
    String after = text.substring(match.end(), Math.min(text.length(), match.end() + 20));
    if (found.equals(found.toUpperCase(Locale.ROOT))) {
      return name.screaming();
    }
    if (Character.isUpperCase(found.charAt(0))) {
      if (after.startsWith("-")) {
        return name.atStart();
      }
      boolean beginsSentence =
          kind == Kind.PROSE
              && before.matches("(?s).*(//|\\*|--|\\.|<description>)\\s*")
              && after.matches("(?s)[ ,:].*");
      return beginsSentence ? capitalized(name.spaced()) : name.pascal();
    }
    if (after.matches("(?s)[A-Z].*")) {
      return name.camel();
    }
    if (after.matches("(?s)v\\d.*")) {
      return name.flat();
    }
    if (after.startsWith("_") || before.endsWith("_") || after.startsWith(".proto")) {
      return name.snake();
    }
    if (after.startsWith("-") || before.endsWith("-")) {
      return name.kebab();
    }
    return word.role() == Role.UNIT
        ? unitForm(name, before, kind)
        : switch (kind) {
          case JAVA_CODE -> name.camel();
          case SQL_OR_PROTO_CODE, STRING -> name.snake();
          case PROSE -> name.spaced();
        };
  }

  private static String capitalized(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String unitForm(Name name, String before, Kind kind) {
    if (before.matches("(?s).*(migration/|ServiceDatabase\\(\"|:\\d+/)")) {
      return name.snake(); // a database
    }
    if (before.matches("(?s).*[a-z][./]")) {
      return name.flat(); // a package
    }
    return kind == Kind.JAVA_CODE ? name.camel() : name.kebab();
  }

  /** "a" becomes "an" before a word that will begin with a vowel, also within a name. */
  private String withArticles(String text) {
    String result = text;
    for (Word word : words) {
      if (word.to().beginsWithVowel()) {
        result =
            result
                .replaceAll(
                    "\\b([Aa]) (?=(%s|%s)\\b)".formatted(word.from(), word.capital()), "$1n ")
                .replaceAll("(?<=[a-z])A(?=%s(?![a-z]))".formatted(word.capital()), "An");
      }
    }
    return result;
  }
}
