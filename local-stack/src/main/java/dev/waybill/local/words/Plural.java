package dev.waybill.local.words;

import java.util.Locale;

/** A number with its noun, such as "1 file" or "1,234 files". */
public final class Plural {
  private Plural() {}

  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
