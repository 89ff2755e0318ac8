package dev.waybill.common.db;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a PostgreSQL database in JDBC's form, taken apart for messages. */
public record PostgresUrl(String address, String database, String parameters) {
  private static final Pattern JDBC =
      Pattern.compile(
          "jdbc:postgresql://(?<address>[^/?\\s]+)/(?<database>[^/?\\s]+)(?<rest>\\?.*)?");
  private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&]*");

  /** Throws IllegalArgumentException, saying what is expected. */
  public static PostgresUrl parse(String text) {
    Matcher matcher = JDBC.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "jdbc:postgresql://HOST:PORT/DATABASE, but was \"" + withoutPassword(text) + "\"");
    }
    String rest = matcher.group("rest");
    return new PostgresUrl(
        matcher.group("address"), matcher.group("database"), rest == null ? "" : rest);
  }

  /** The whole address for the driver, secrets in its parameters included. */
  public String forDriver() {
    return "jdbc:postgresql://" + address + "/" + database + parameters;
  }

  /** The whole address for people, without secrets. */
  @Override
  public String toString() {
    return withoutPassword(forDriver());
  }

  private static String withoutPassword(String text) {
    return PASSWORD.matcher(text).replaceAll("$1******");
  }
}
