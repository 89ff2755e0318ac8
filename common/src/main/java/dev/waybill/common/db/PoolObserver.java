package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import dev.waybill.common.telemetry.Meters;
import java.util.function.IntSupplier;

/**
 * Is told what happens with the connections of a pool. {@link #NONE} takes no notice, and costs
 * nothing.
 */
interface PoolObserver extends AutoCloseable {
  PoolObserver NONE = new UnobservedPool();

  /** Observes the pool of this database, if anything is observed. */
  static PoolObserver of(String database, Meters meters) {
    return meters.isOn() ? new MeasuredPool(database, meters) : NONE;
  }

  /** Observes what the pool itself knows. */
  void observe(HikariConfig pool);

  /** Counts those who wait for their turn, before they reach the pool. */
  void countBorrowers(IntSupplier count);

  /** Returns the time, for {@link #waited}. */
  long now();

  /** It was the borrower's turn after a wait. */
  void waited(long startNanos);

  /** It was not the borrower's turn in time. */
  void timedOut();

  @Override
  void close();
}
