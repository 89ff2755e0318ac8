package dev.waybill.common.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment variables that hold settings. Their names begin with WAYBILL_, as do those of the
 * variables that Kubernetes adds to each container for a Service called "waybill".
 */
final class Environment {
  private static final String PREFIX = "WAYBILL_";

  /** The names that Kubernetes gives to the variables of a Service. */
  private static final Pattern SERVICE_LINK_NAME =
      Pattern.compile(
          "[A-Z0-9_]+_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_PROTO|_PORT|_ADDR)?)");

  /** The only value of these variables whose name can also be that of a setting. */
  private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://[^/]+");

  /** Allows for one wrong letter, or for two letters in the wrong order. */
  private static final int MOST_EDITS = 2;

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
  }

  static String variable(String option) {
    return PREFIX + option.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Returns the value of a setting. An empty variable counts as not set. */
  Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name))
        .filter(value -> !value.isEmpty() && !isServiceLink(name, value));
  }

  /** Returns a line for each variable that looks like a setting but is not one. */
  List<String> ignored(Collection<String> settings) {
    List<String> lines = new ArrayList<>();
    variables.forEach(
        (name, value) -> {
          if (settings.contains(name) && isServiceLink(name, value)) {
            lines.add(
                ("%s=%s is ignored: Kubernetes sets it for a Service; `enableServiceLinks: false`"
                        + " in the pod's spec prevents that")
                    .formatted(name, value));
          } else if (name.startsWith(PREFIX)
              && !settings.contains(name)
              && !SERVICE_LINK_NAME.matcher(name).matches()) {
            lines.add(
                name
                    + " is ignored: there is no such setting"
                    + closest(name, settings).map("; did you mean %s?"::formatted).orElse(""));
          }
        });
    return lines;
  }

  private static boolean isServiceLink(String name, String value) {
    return SERVICE_LINK_NAME.matcher(name).matches() && SERVICE_LINK.matcher(value).matches();
  }

  private static Optional<String> closest(String name, Collection<String> settings) {
    return settings.stream()
        .filter(setting -> edits(name, setting) <= MOST_EDITS)
        .min(Comparator.comparingInt(setting -> edits(name, setting)));
  }

  /** Computes the Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
