package dev.waybill.common.db;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How PostgreSQL plans a session's statements.
 *
 * <p>The statements of groups find rows by key. Left to itself the planner reads a table of a few
 * pages whole, which is right for that moment, but it keeps the plan until the next statistics, and
 * by then a busy service has stored many thousands of rows.
 */
final class Planning {
  /** What reads whole tables or indexes, and the compiling of statements that seem dear. */
  private static final List<String> FOR_MANY_ROWS =
      List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit");

  private Planning() {}

  /** The options of a session whose statements find rows by key, planned once for all values. */
  static String byKeyOptions() {
    return " -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
        + FOR_MANY_ROWS.stream()
            .map(setting -> " -c " + setting + "=off")
            .collect(Collectors.joining());
  }

  /** A statement that lets the planner choose freely until the transaction ends. */
  static String freeInTransaction() {
    return FOR_MANY_ROWS.stream()
        .map(setting -> "SET LOCAL " + setting + " = on; ")
        .collect(Collectors.joining("", "", "SET LOCAL plan_cache_mode = auto"));
  }
}
