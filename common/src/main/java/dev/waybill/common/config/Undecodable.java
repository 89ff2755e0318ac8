package dev.waybill.common.config;

/**
 * Finds text that the JVM could not decode. It takes arguments and environment for text in the
 * locale's character set, and puts U+FFFD in place of bytes that are none.
 */
public final class Undecodable {
  private static final char REPLACEMENT = '\uFFFD';

  private Undecodable() {}

  public static boolean test(String value) {
    return value.indexOf(REPLACEMENT) >= 0;
  }

  /** What is wrong, and what to do, to be put after the name of the value. */
  public static String problem() {
    String charset = System.getProperty("sun.jnu.encoding", "");
    return charset.equals("UTF-8")
        ? "not valid UTF-8"
        : "not text in this locale's character set, " + charset + "; set LC_ALL=C.UTF-8";
  }
}
