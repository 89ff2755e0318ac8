package dev.waybill.common.testing;

import dev.waybill.common.db.DatabaseSettings;

/** A fault inside the database while a change to a table is being committed. */
public final class CommitFault {
  private CommitFault() {}

  /** Makes the server end the session during each of this many commits. */
  public static void endSession(DatabaseSettings database, String table, int times) {
    install(
        database,
        table,
        "IF nextval('commit_fault_count') <= %s THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
            .formatted(times));
  }

  /** Delays each commit by this many seconds. */
  public static void delay(DatabaseSettings database, String table, double seconds) {
    install(database, table, "PERFORM pg_sleep(%s);".formatted(seconds));
  }

  /** Refuses each commit with this SQL state. */
  public static void refuse(DatabaseSettings database, String table, String sqlState) {
    install(database, table, "RAISE EXCEPTION USING ERRCODE = '%s';".formatted(sqlState));
  }

  /**
   * Installs a deferred constraint trigger, which runs after the commit has begun and before it is
   * decided.
   */
  private static void install(DatabaseSettings database, String table, String action) {
    TestPostgres.execute(database, "CREATE SEQUENCE commit_fault_count");
    TestPostgres.execute(
        database,
        """
        CREATE FUNCTION commit_fault() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN %s RETURN NULL; END'
        """
            .formatted(action.replace("'", "''")));
    TestPostgres.execute(
        database,
        """
        CREATE CONSTRAINT TRIGGER commit_fault AFTER INSERT OR UPDATE ON %s
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commit_fault()
        """
            .formatted(table));
  }
}
