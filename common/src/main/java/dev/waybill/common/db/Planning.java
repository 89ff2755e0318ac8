package dev.waybill.common.db;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Planner settings of a session.
 *
 * <p>The statements of groups find rows by key. By default, the planner scans a table of a few
 * pages sequentially. That is right at that moment, but it keeps the plan until the next
 * statistics, and by then a busy service has stored many thousands of rows.
 */
final class Planning {
  /** The plans that scan whole tables or indexes, and JIT compilation of expensive statements. */
  private static final List<String> FOR_MANY_ROWS =
      List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit");

  private Planning() {}

  /** For statements that find rows by key, planned once for all values. */
  static Map<String, String> byKey() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("plan_cache_mode", "force_generic_plan");
    settings.put("random_page_cost", "1.1");
    FOR_MANY_ROWS.forEach(setting -> settings.put(setting, "off"));
    return settings;
  }

  /** For reports, which read many rows: the planner chooses freely. */
  static Map<String, String> free() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("plan_cache_mode", "auto");
    FOR_MANY_ROWS.forEach(setting -> settings.put(setting, "on"));
    return settings;
  }
}
