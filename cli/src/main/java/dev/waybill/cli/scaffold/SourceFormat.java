package dev.waybill.cli.scaffold;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a file in the format that the build checks: another name sorts and wraps differently. */
final class SourceFormat {
  private static final Pattern PROTO_IMPORTS = Pattern.compile("(?m)(?:^import \"[^\"]*\";\n)+");
  private static final Formatter JAVA =
      new Formatter(
          JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());

  private SourceFormat() {}

  /** The text of a file of this name, formatted. */
  static String of(String file, String text) {
    if (file.endsWith(".java")) {
      return java(file, text);
    }
    return file.endsWith(".proto") ? proto(text) : text;
  }

  private static String java(String file, String text) {
    try {
      return JAVA.formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " would not be Java: " + e.getMessage(), e);
    }
  }

  /** `buf format` sorts the imports. */
  private static String proto(String text) {
    return PROTO_IMPORTS
        .matcher(text)
        .replaceAll((MatchResult imports) -> Matcher.quoteReplacement(sorted(imports.group())));
  }

  private static String sorted(String lines) {
    String[] imports = lines.split("\n", -1);
    Arrays.sort(imports, 0, imports.length - 1);
    return String.join("\n", imports);
  }
}
