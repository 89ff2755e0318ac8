package dev.waybill.common.config;

/**
 * Detects text that the JVM could not decode. The JVM decodes arguments and environment variables
 * with the locale's character set, and replaces invalid bytes with U+FFFD.
 */
public final class Undecodable {
  private static final char REPLACEMENT = '\uFFFD';

  private Undecodable() {}

  public static boolean test(String value) {
    return value.indexOf(REPLACEMENT) >= 0;
  }

  /** Returns the problem and its solution, to be appended to the name of the value. */
  public static String problem() {
    String charset = System.getProperty("sun.jnu.encoding", "");
    return charset.equals("UTF-8")
        ? "not valid UTF-8"
        : "not text in this locale's character set, " + charset + "; set LC_ALL=C.UTF-8";
  }
}
