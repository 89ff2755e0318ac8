package dev.waybill.cli.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The regions of a file that make sense only beside the shop, such as a call to inventory. They lie
 * between two comment lines, {@code shop-only: begin} and {@code shop-only: end}, or are one line
 * that ends with the comment {@code shop-only}.
 */
final class ShopOnly {
  private static final Pattern EDGE =
      Pattern.compile("\\s*(?://|--|#|<!--)\\s*shop-only: (begin|end)\\s*(?:-->)?\\s*");
  private static final Pattern ONE_LINE =
      Pattern.compile("(.*?)\\s*(?://|--|#|<!--)\\s*shop-only\\s*(?:-->)?\\s*");

  private ShopOnly() {}

  /** The text without the marks: for a service beside the shop. */
  static String keep(String text) {
    return filter(text, true);
  }

  /** The text without the regions: for a service without the shop. */
  static String drop(String text) {
    return filter(text, false);
  }

  private static String filter(String text, boolean keep) {
    List<String> kept = new ArrayList<>();
    boolean inside = false;
    for (String line : text.split("\n", -1)) {
      Matcher edge = EDGE.matcher(line);
      Matcher oneLine = ONE_LINE.matcher(line);
      if (edge.matches()) {
        boolean begins = edge.group(1).equals("begin");
        if (begins == inside) {
          throw new IllegalStateException("an unexpected mark: " + line.strip());
        }
        inside = begins;
      } else if (oneLine.matches()) {
        if (keep) {
          kept.add(oneLine.group(1));
        }
      } else if (keep || !inside) {
        kept.add(line);
      }
    }
    if (inside) {
      throw new IllegalStateException("a region of the shop has no end");
    }
    return String.join("\n", kept);
  }
}
