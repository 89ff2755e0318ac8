package dev.waybill.common.db;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session of Waybill's depends on, whatever the server, the database or the role has as its
 * default ({@code ALTER ROLE ... SET}).
 *
 * <p>They are made by a query, not by start-up options, because poolers refuse those.
 */
final class SessionSettings {
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(60);

  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          // Only instants matter; a zone of another name may be unknown to the server.
          entry("timezone", "UTC"),
          entry("intervalstyle", "postgres"),
          entry("bytea_output", "hex"),
          entry("array_nulls", "on"),
          // A policy that hides rows is an error, and not an order that is missing.
          entry("row_security", "off"),
          entry("default_transaction_isolation", "read committed"),
          entry("lock_timeout", "0"),
          entry("idle_session_timeout", "0"),
          entry("transaction_timeout", "0"));

  /** The major version of PostgreSQL that brought a setting, where it is a recent one. */
  private static final Map<String, Integer> SINCE =
      Map.of("idle_session_timeout", 14, "transaction_timeout", 17);

  private static final Set<String> OURS = new HashSet<>(work(Map.of()).expressions.keySet());

  static {
    // The driver sets these, and relies on them.
    OURS.addAll(Set.of("datestyle", "client_encoding", "extra_float_digits"));
  }

  /** What each setting is to be, in SQL. */
  private final Map<String, String> expressions = new LinkedHashMap<>();

  private SessionSettings() {}

  /** For short transactions that find rows by key. */
  static SessionSettings work(Map<String, String> ofUrl) {
    SessionSettings settings = new SessionSettings().withAll(ofUrl).withAll(ALWAYS).durable();
    return settings.limited(STATEMENT_TIMEOUT).withAll(Planning.byKey());
  }

  /** For migrations: without a limit on a statement, unless one is given. */
  static SessionSettings migration(Map<String, String> ofUrl, Optional<Duration> limit) {
    return new SessionSettings()
        .withAll(ofUrl)
        .withAll(ALWAYS)
        .durable()
        .with("statement_timeout", String.valueOf(limit.map(Duration::toMillis).orElse(0L)))
        // Flyway holds its lock in a transaction that is idle meanwhile.
        .with("idle_in_transaction_session_timeout", "0");
  }

  /** On top of those for work: for a report, which may last. */
  static SessionSettings snapshot() {
    return new SessionSettings().limited(SNAPSHOT_TIMEOUT).withAll(Planning.free());
  }

  /** Whether a URL must leave this setting to Waybill. */
  static boolean isOurs(String name) {
    return OURS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A query that makes the settings until the session ends; it may get a condition. */
  String forSession(int serverVersion) {
    return query(serverVersion, false);
  }

  /** A query that makes the settings until the transaction ends. */
  String forTransaction(int serverVersion) {
    return query(serverVersion, true);
  }

  private String query(int serverVersion, boolean untilTransactionEnds) {
    return expressions.entrySet().stream()
        .filter(setting -> SINCE.getOrDefault(setting.getKey(), 0) <= serverVersion)
        .map(
            setting ->
                "set_config("
                    + quoted(setting.getKey())
                    + ", "
                    + setting.getValue()
                    + ", "
                    + untilTransactionEnds
                    + ")")
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  /** An acknowledged commit must not be one that can be lost; stronger levels stay as they are. */
  private SessionSettings durable() {
    expressions.put(
        "synchronous_commit", "replace(current_setting('synchronous_commit'), 'off', 'on')");
    return this;
  }

  private SessionSettings limited(Duration time) {
    String millis = String.valueOf(time.toMillis());
    return with("statement_timeout", millis).with("idle_in_transaction_session_timeout", millis);
  }

  private SessionSettings withAll(Map<String, String> values) {
    values.forEach(this::with);
    return this;
  }

  private SessionSettings with(String name, String value) {
    expressions.put(name, quoted(value));
    return this;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
