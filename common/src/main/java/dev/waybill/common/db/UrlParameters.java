package dev.waybill.common.db;

import static java.util.Map.entry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of a database URL. Some are handled by Waybill, because the driver would apply
 * them too late or not at all; some are passed to the driver; the rest are rejected.
 */
final class UrlParameters {
  /** Handled by Waybill, and so not passed to the driver. */
  private static final Set<String> OURS =
      Set.of(
          "user",
          "password",
          "currentSchema",
          "options",
          "targetServerType",
          "loadBalanceHosts",
          "hostRecheckSeconds");

  /**
   * The parameters that Waybill would override or cannot work with, and the reason or alternative.
   */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          entry("connectTimeout", "it is set by --database-connect-timeout"),
          entry("loginTimeout", "it is set by --database-connect-timeout"),
          entry("socketTimeout", "Waybill limits the time of its statements itself"),
          entry("queryTimeout", "Waybill limits the time of its statements itself"),
          entry("readOnly", "Waybill writes"),
          entry("readOnlyMode", "Waybill writes"),
          entry("replication", "Waybill sends SQL"),
          entry("autosave", "Waybill ends a transaction at the first failed statement"),
          entry("cleanupSavepoints", "Waybill uses no savepoints"),
          entry("preferQueryMode", "Waybill needs the extended query mode"),
          entry("service", "the server and the database stand in front of the question mark"),
          entry("PGHOST", "the server stands in front of the question mark"),
          entry("PGPORT", "the server stands in front of the question mark"),
          entry("PGDBNAME", "the database stands in front of the question mark"));

  /** The parameters that the driver knows; it silently ignores all others. */
  private static final Set<String> KNOWN = known();

  private static final Set<String> WRITABLE = Set.of("any", "primary", "master");

  /** Matches "-c name=value", "-cname=value" and "--name=value"; a backslash escapes a space. */
  private static final Pattern OPTION =
      Pattern.compile(
          "\\s*(?:-c\\s*|--)(?<name>[\\w.-]+)=(?<value>(?:\\\\.|[^\\s\\\\])*)(?:\\s+|$)");

  private final Map<String, String> raw = new LinkedHashMap<>();
  private final List<String> repeated = new ArrayList<>();

  private UrlParameters(String text) {
    for (String token : text.isEmpty() ? new String[0] : text.substring(1).split("&")) {
      if (token.isEmpty()) {
        continue;
      }
      int end = token.indexOf('=');
      String name = end < 0 ? token : token.substring(0, end);
      if (raw.put(name, end < 0 ? "" : token.substring(end + 1)) != null) {
        repeated.add(name);
      }
    }
  }

  /**
   * @param text empty, or parameters after a question mark
   */
  static UrlParameters of(String text) {
    return new UrlParameters(text);
  }

  /** Returns what is expected instead of the first unusable parameter. */
  Optional<String> problem() {
    if (!repeated.isEmpty()) {
      return Optional.of("the parameter " + repeated.getFirst() + " once");
    }
    return raw.keySet().stream().map(this::problemWith).flatMap(Optional::stream).findFirst();
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(raw.get(name)).map(UrlParameters::decoded);
  }

  /** Returns the settings from {@code currentSchema} and {@code options}. */
  Map<String, String> sessionSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    value("currentSchema").ifPresent(schema -> settings.put("search_path", schema));
    Matcher option = OPTION.matcher(value("options").orElse(""));
    while (option.find()) {
      settings.put(
          option.group("name").replace('-', '_').toLowerCase(Locale.ROOT),
          option.group("value").replaceAll("\\\\(.)", "$1"));
    }
    return settings;
  }

  /** Returns the remaining parameters, unchanged. */
  String forDriver() {
    String rest =
        raw.entrySet().stream()
            .filter(parameter -> !OURS.contains(parameter.getKey()))
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? "" : "?" + rest;
  }

  private Optional<String> problemWith(String name) {
    String refusal = REFUSED.get(name);
    if (refusal != null) {
      return Optional.of("no parameter " + name + " (" + refusal + ")");
    }
    if (!KNOWN.contains(name)) {
      return Optional.of("parameters that the driver knows, not " + name);
    }
    if (!isDecodable(name)) {
      return Optional.of("a percent sign in " + name + " to be followed by two hex digits");
    }
    return switch (name) {
      case "targetServerType" ->
          WRITABLE.contains(value(name).orElse(""))
              ? Optional.empty()
              : Optional.of("targetServerType=primary or any (Waybill writes)");
      case "options" -> problemWithOptions();
      default -> Optional.empty();
    };
  }

  private Optional<String> problemWithOptions() {
    if (!OPTION.matcher(value("options").orElse("")).replaceAll("").isBlank()) {
      return Optional.of("options of the form \"-c NAME=VALUE\"");
    }
    Set<String> names = sessionSettings().keySet();
    if (raw.containsKey("currentSchema") && optionNames().contains("search_path")) {
      return Optional.of("the search path once, as currentSchema or in options");
    }
    return names.stream()
        .filter(SessionSettings::isOurs)
        .findFirst()
        .map(name -> "no " + name + " in options (Waybill sets it itself)");
  }

  private Set<String> optionNames() {
    return OPTION
        .matcher(value("options").orElse(""))
        .results()
        .map(option -> option.group("name").replace('-', '_').toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private boolean isDecodable(String name) {
    try {
      return value(name).isPresent();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Set<String> known() {
    String url = "jdbc:postgresql:";
    try {
      return Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
          .map(property -> property.name)
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw new IllegalStateException("the PostgreSQL driver is missing", e);
    }
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
