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
 * The session settings that Waybill depends on. They override the defaults of the server, the
 * database and the role ({@code ALTER ROLE ... SET}).
 *
 * <p>They are set by a query, not by start-up options, because poolers reject those.
 */
final class SessionSettings {
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(60);

  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          // Only instants matter, and the server may not know a zone by another name.
          entry("timezone", "UTC"),
          entry("intervalstyle", "postgres"),
          entry("bytea_output", "hex"),
          entry("array_nulls", "on"),
          // A policy that hides rows then causes an error, instead of making a row look missing.
          entry("row_security", "off"),
          entry("default_transaction_isolation", "read committed"),
          entry("lock_timeout", "0"),
          entry("idle_session_timeout", "0"),
          entry("transaction_timeout", "0"));

  /** The PostgreSQL major version that introduced a setting, for recent ones. */
  private static final Map<String, Integer> SINCE =
      Map.of("idle_session_timeout", 14, "transaction_timeout", 17);

  private static final Set<String> OURS = new HashSet<>(work(Map.of()).expressions.keySet());

  static {
    // The driver sets these and relies on them.
    OURS.addAll(Set.of("datestyle", "client_encoding", "extra_float_digits"));
  }

  /** The SQL expression for the value of each setting. */
  private final Map<String, String> expressions = new LinkedHashMap<>();

  private SessionSettings() {}

  /** For short transactions that find rows by key. */
  static SessionSettings work(Map<String, String> ofUrl) {
    SessionSettings settings = new SessionSettings().withAll(ofUrl).withAll(ALWAYS).durable();
    return settings.limited(STATEMENT_TIMEOUT).withAll(Planning.byKey());
  }

  /** For migrations: no limit on a statement, unless one is given. */
  static SessionSettings migration(Map<String, String> ofUrl, Optional<Duration> limit) {
    return new SessionSettings()
        .withAll(ofUrl)
        .withAll(ALWAYS)
        .durable()
        .with("statement_timeout", String.valueOf(limit.map(Duration::toMillis).orElse(0L)))
        // Flyway holds its lock in a transaction that is idle in the meantime.
        .with("idle_in_transaction_session_timeout", "0");
  }

  /** For a report, which may take long; applied on top of the settings for work. */
  static SessionSettings snapshot() {
    return new SessionSettings().limited(SNAPSHOT_TIMEOUT).withAll(Planning.free());
  }

  /** Returns whether only Waybill may set this, and not a URL. */
  static boolean isOurs(String name) {
    return OURS.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns a query that applies the settings until the session ends. A WHERE clause may follow.
   */
  String forSession(int serverVersion) {
    return query(serverVersion, false);
  }

  /** Returns a query that applies the settings until the transaction ends. */
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

  /**
   * An acknowledged commit must survive a crash, so "off" becomes "on"; stronger levels are kept.
   */
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
