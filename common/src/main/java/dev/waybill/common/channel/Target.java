package dev.waybill.common.channel;

import io.grpc.NameResolverRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a service: {@code HOST:PORT}, or the URI of a name resolver on the class path,
 * such as {@code dns:///HOST:PORT}.
 *
 * <p>gRPC itself accepts almost any text. It notices an invalid one only much later, and uses port
 * 80 if there is no port.
 */
public final class Target {
  private static final String EXPECTED =
      "expected HOST:PORT, such as localhost:50051 or [::1]:50051, but was \"";

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

  /** Digits after the colon are a port: {@code ipv4:...} is a URI, {@code host:80} is not. */
  private static final Pattern NAMES_A_PORT = Pattern.compile("[^:/]*:\\d*");

  private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*:\\d+");
  private static final int HIGHEST_PORT = 65_535;

  private Target() {}

  /**
   * Returns the text if a channel can be opened to it.
   *
   * @throws IllegalArgumentException if not; the message says in one line what is wrong and what is
   *     expected
   */
  public static String check(String text) {
    if (BARE_IPV6.matcher(text).matches()) {
      throw wrong(text, "an IPv6 address stands in brackets");
    }
    Matcher uri = SCHEME.matcher(text);
    if (NAMES_A_PORT.matcher(text).matches() || !uri.matches()) {
      requireHostAndPort(text, text);
      return text;
    }
    String scheme = uri.group(1);
    if (NameResolverRegistry.getDefaultRegistry().getProviderForScheme(scheme) == null) {
      throw wrong(text, "there is no name resolver for \"" + scheme + ":\"");
    }
    if (scheme.equals("dns")) {
      String address = uri.group(2).replaceFirst("^//[^/]*/", "");
      if (address.startsWith("[")) {
        throw wrong(text, "gRPC takes an IPv6 address only without \"dns:\"");
      }
      requireHostAndPort(text, address);
    }
    return text;
  }

  private static void requireHostAndPort(String text, String address) {
    URI uri = parse(address);
    if (uri == null || uri.getHost() == null || !address.equals(uri.getRawAuthority())) {
      throw wrong(text, isPortMissing(address) ? "the port is missing" : null);
    }
    if (uri.getUserInfo() != null) {
      throw wrong(text, "there is no user in a target");
    }
    if (uri.getPort() == -1) {
      throw wrong(text, "the port is missing");
    }
    if (uri.getPort() < 1 || uri.getPort() > HIGHEST_PORT) {
      throw wrong(text, "a port is a number from 1 to " + HIGHEST_PORT);
    }
  }

  private static boolean isPortMissing(String address) {
    return !address.isBlank() && address.indexOf(':') < 0;
  }

  private static @Nullable URI parse(String address) {
    try {
      return new URI("//" + address);
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static IllegalArgumentException wrong(String text, @Nullable String why) {
    return new IllegalArgumentException(EXPECTED + text + "\"" + (why == null ? "" : ": " + why));
  }
}
