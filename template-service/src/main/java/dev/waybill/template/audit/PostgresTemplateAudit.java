package dev.waybill.template.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Checks the whole database, in one snapshot per call. */
public final class PostgresTemplateAudit implements TemplateAudit {
  /** The number of rows fetched at a time, so that a report of any length needs little memory. */
  private static final int FETCH_SIZE = 500;

  private static final String FINAL_QUANTITY_IS_TOO_LARGE =
      """
      SELECT 'samples/' || sample_id AS resource,
          'its final quantity is ' || final_quantity || ', expected at most ' || quantity
              AS description
      FROM samples WHERE final_quantity > quantity ORDER BY sample_id\
      """;

  private static final String EVENTS_AND_STATE_DISAGREE =
      """
      WITH history AS (
        SELECT sample_id, count(*) AS events, max(version) AS version,
            (array_agg(state ORDER BY version DESC))[1] AS state
        FROM sample_events GROUP BY sample_id
      )
      SELECT 'samples/' || sample_id AS resource,
          'it is ' || coalesce(stored.state || ' at version ' || stored.version, 'not stored')
              || ', but its ' || coalesce(history.events, 0) || ' events end with '
              || coalesce(history.state || ' at version ' || history.version, 'nothing')
              AS description
      FROM samples AS stored FULL JOIN history USING (sample_id)
      WHERE (stored.state, stored.version, stored.version)
          IS DISTINCT FROM (history.state, history.version, history.events)
      ORDER BY sample_id\
      """;

  private static final List<Check> CHECKS =
      List.of(
          new Check(Invariant.SAMPLE_QUANTITY, FINAL_QUANTITY_IS_TOO_LARGE),
          new Check(Invariant.SAMPLE_HISTORY, EVENTS_AND_STATE_DISAGREE));

  private final Database database;

  public PostgresTemplateAudit(Database database) {
    this.database = database;
  }

  @Override
  public void violations(Consumer<Violation> consumer) {
    database.inSnapshot(
        handle -> {
          CHECKS.forEach(check -> check.run(handle, consumer));
          return true;
        });
  }

  /**
   * A query that finds violations.
   *
   * @param query returns a resource and a description for each violation
   */
  private record Check(Invariant invariant, String query) {
    void run(Handle handle, Consumer<Violation> consumer) {
      handle
          .createQuery(query)
          .setFetchSize(FETCH_SIZE)
          .map(
              (row, _) ->
                  new Violation(
                      invariant.name(), row.getString("resource"), row.getString("description")))
          .useIterator(found -> found.forEachRemaining(consumer));
    }
  }
}
