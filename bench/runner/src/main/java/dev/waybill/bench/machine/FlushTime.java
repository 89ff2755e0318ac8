package dev.waybill.bench.machine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** How long an otherwise idle machine takes to make one small transaction durable. */
public final class FlushTime {
  private static final int REPEATS = 300;

  private FlushTime() {}

  /** The median duration of COMMIT after the insert of one row. */
  public static double medianMillis(Postgres postgres) {
    postgres.execute("postgres", "CREATE TABLE IF NOT EXISTS flush_probe (text text)");
    try (Connection connection = postgres.connect("postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      double[] millis = new double[REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        statement.execute("INSERT INTO flush_probe VALUES ('a row of about the usual size')");
        long start = System.nanoTime();
        connection.commit();
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(millis);
      return millis[REPEATS / 2];
    } catch (SQLException e) {
      throw new IllegalStateException("cannot time a flush", e);
    }
  }
}
