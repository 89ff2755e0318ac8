package dev.waybill.common.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC address of a PostgreSQL database, split into its parts. Each of its parameters is either
 * used or rejected here; none is silently dropped.
 *
 * @param address one or more hosts, as HOST:PORT, separated by commas
 * @param parameters empty, or a question mark followed by the parameters
 */
public record PostgresUrl(String address, String database, String parameters) {
  private static final Pattern JDBC =
      Pattern.compile(
          "jdbc:postgresql://(?<address>[^/?\\s]+)/(?<database>[^/?\\s]+)(?<rest>\\?.*)?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Za-z:.%]+]|[^:\\[\\]@,]+)(:(?<port>\\d{1,5}))?");
  private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&]*");

  /** Hides too much rather than too little: a password may have any of the delimiters in it. */
  private static final Pattern CREDENTIALS = Pattern.compile("(?s)//.*@");

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Checks each part.
   *
   * @throws IllegalArgumentException if a host or a parameter is unusable; the message says what is
   *     expected
   */
  public PostgresUrl {
    String whole = whole(address, database, parameters);
    for (String host : address.split(",", -1)) {
      if (!isHost(host)) {
        throw expected("HOST:PORT in front of the database", whole);
      }
    }
    UrlParameters.of(parameters)
        .problem()
        .ifPresent(
            problem -> {
              throw expected(problem, whole);
            });
  }

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException if it is not a valid address; the message says what is
   *     expected
   */
  public static PostgresUrl parse(String text) {
    Matcher matcher = JDBC.matcher(text.strip());
    if (!matcher.matches()) {
      throw expected("jdbc:postgresql://HOST:PORT/DATABASE", text);
    }
    String rest = matcher.group("rest");
    return new PostgresUrl(
        matcher.group("address"), matcher.group("database"), rest == null ? "" : rest);
  }

  /** Returns the hosts, in the order in which to try them. */
  List<String> hosts() {
    return List.of(address.split(",", -1));
  }

  /** Returns the decoded value of a parameter. */
  Optional<String> parameter(String name) {
    return UrlParameters.of(parameters).value(name);
  }

  /** Returns the session settings that the URL requests, by name. */
  Map<String, String> sessionSettings() {
    return UrlParameters.of(parameters).sessionSettings();
  }

  /**
   * Returns the driver's address of one host, without the parameters that Waybill handles itself.
   */
  String forDriver(String host) {
    return whole(host, database, UrlParameters.of(parameters).forDriver());
  }

  /** Returns the whole address for display, without secrets. */
  @Override
  public String toString() {
    return withoutSecrets(whole(address, database, parameters));
  }

  private static String whole(String address, String database, String parameters) {
    return "jdbc:postgresql://" + address + "/" + database + parameters;
  }

  private static boolean isHost(String text) {
    Matcher host = HOST.matcher(text);
    if (!host.matches()) {
      return false;
    }
    String port = host.group("port");
    return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= HIGHEST_PORT);
  }

  private static IllegalArgumentException expected(String what, String text) {
    return new IllegalArgumentException(what + ", but was \"" + withoutSecrets(text) + "\"");
  }

  private static String withoutSecrets(String text) {
    String shown = SECRET.matcher(text).replaceAll("$1******");
    return CREDENTIALS.matcher(shown).replaceAll("//******@");
  }
}
