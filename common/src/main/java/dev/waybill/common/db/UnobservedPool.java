package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import java.util.function.IntSupplier;

/** Takes no notice. */
final class UnobservedPool implements PoolObserver {
  @Override
  public void observe(HikariConfig pool) {}

  @Override
  public void countBorrowers(IntSupplier count) {}

  @Override
  public long now() {
    return 0;
  }

  @Override
  public void waited(long startNanos) {}

  @Override
  public void timedOut() {}

  @Override
  public void close() {}
}
