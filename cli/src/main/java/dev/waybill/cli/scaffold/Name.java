package dev.waybill.cli.scaffold;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A name as the user writes it, such as "gift-card", in the forms that code needs.
 *
 * @param parts the words, in lower case
 */
record Name(List<String> parts) {
  private static final Pattern GOOD = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");
  private static final int LONGEST = 30;

  /** Words that Java reserves in some places only. */
  private static final Set<String> JAVA =
      Set.of("exports", "module", "open", "opens", "permits", "provides", "record", "requires");

  private static final Set<String> MAVEN =
      Set.of(
          "artifact",
          "build",
          "classes",
          "maven",
          "parent",
          "pom",
          "profile",
          "project",
          "site",
          "src",
          "target",
          "test",
          "tests");

  private static final Set<String> PROTO =
      Set.of(
          "bool",
          "bytes",
          "edition",
          "extend",
          "extensions",
          "group",
          "import",
          "int32",
          "int64",
          "map",
          "max",
          "message",
          "oneof",
          "option",
          "optional",
          "reserved",
          "repeated",
          "required",
          "returns",
          "rpc",
          "service",
          "stream",
          "string",
          "syntax",
          "to",
          "uint32",
          "uint64");

  /** Reserved by PostgreSQL, so that they cannot name a table. */
  private static final Set<String> SQL =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "both",
          "cast",
          "check",
          "collate",
          "column",
          "constraint",
          "create",
          "current",
          "desc",
          "distinct",
          "end",
          "except",
          "fetch",
          "foreign",
          "from",
          "grant",
          "having",
          "in",
          "initially",
          "into",
          "lateral",
          "leading",
          "limit",
          "not",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "placing",
          "primary",
          "references",
          "select",
          "some",
          "symmetric",
          "table",
          "then",
          "trailing",
          "union",
          "unique",
          "user",
          "using",
          "variadic",
          "when",
          "where",
          "window",
          "with");

  /**
   * Reads a name.
   *
   * @param label what the message calls it, such as "--resource"
   * @throws Refusal if it cannot be a name in Java, Maven, protobuf and SQL at once
   */
  static Name parse(String label, String text) {
    if (!GOOD.matcher(text).matches() || text.length() > LONGEST) {
      throw new Refusal(
          "%s: expected lower-case words with a dash between them, such as gift-card, of at most %s"
                  .formatted(label, LONGEST)
              + " characters, but was \"%s\"".formatted(text));
    }
    Name name = new Name(List.of(text.split("-", -1)));
    String word = name.flat();
    if (SourceVersion.isKeyword(word) || JAVA.contains(word)) {
      throw reserved(label, text, "Java");
    }
    if (MAVEN.contains(word)) {
      throw reserved(label, text, "Maven");
    }
    if (PROTO.contains(word)) {
      throw reserved(label, text, "protobuf");
    }
    if (SQL.contains(word)) {
      throw reserved(label, text, "SQL");
    }
    if (isInJavaLang(name.pascal())) {
      throw new Refusal(
          "%s: expected a name other than \"%s\": java.lang has a class %s"
              .formatted(label, text, name.pascal()));
    }
    return name;
  }

  private static Refusal reserved(String label, String text, String language) {
    return new Refusal(
        "%s: expected a name other than \"%s\", which is a reserved word of %s"
            .formatted(label, text, language));
  }

  private static boolean isInJavaLang(String type) {
    try {
      Class.forName("java.lang." + type, false, null);
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /** The plural by the usual rule of English: invoice, invoices; box, boxes; entry, entries. */
  Name plural() {
    String last = parts.getLast();
    String plural;
    if (last.matches(".*[^aeiou]y")) {
      plural = last.substring(0, last.length() - 1) + "ies";
    } else if (last.matches(".*(s|x|z|ch|sh)")) {
      plural = last + "es";
    } else {
      plural = last + "s";
    }
    return new Name(
        Stream.concat(parts.subList(0, parts.size() - 1).stream(), Stream.of(plural)).toList());
  }

  /** For example "gift-card". */
  String kebab() {
    return String.join("-", parts);
  }

  /** For example "gift_card". */
  String snake() {
    return String.join("_", parts);
  }

  /** For example "giftcard". */
  String flat() {
    return String.join("", parts);
  }

  /** For example "gift card". */
  String spaced() {
    return String.join(" ", parts);
  }

  /** For example "GiftCard". */
  String pascal() {
    return parts.stream().map(Name::capitalized).collect(Collectors.joining());
  }

  /** For example "giftCard". */
  String camel() {
    String pascal = pascal();
    return pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
  }

  /** For example "GIFT_CARD". */
  String screaming() {
    return snake().toUpperCase(Locale.ROOT);
  }

  /** For example "Gift-card". */
  String atStart() {
    return capitalized(kebab());
  }

  /** Whether "an" is said before it. */
  boolean beginsWithVowel() {
    return kebab().matches("[aeiou].*") && !kebab().matches("(uni|use|usa|eu|one).*");
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
