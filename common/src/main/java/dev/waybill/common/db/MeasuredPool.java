package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.CommonMetrics.Pool;
import dev.waybill.common.telemetry.CommonMetrics.Timeout;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Measures a pool. Borrowers wait in front of the pool, so that wait is measured there; what the
 * pool does is told by its tracker.
 */
final class MeasuredPool implements PoolObserver {
  private final String database;
  private final Meters meters;
  private final Pool metrics;
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();

  MeasuredPool(String database, Meters meters) {
    this.database = database;
    this.meters = meters;
    this.metrics = CommonMetrics.pool(meters, database);
  }

  @Override
  public void observe(HikariConfig pool) {
    pool.setMetricsTrackerFactory((_, stats) -> tracker(stats));
  }

  private IMetricsTracker tracker(PoolStats stats) {
    gauges.add(
        CommonMetrics.connections(
            meters,
            database,
            state ->
                switch (state) {
                  case IDLE -> stats.getIdleConnections();
                  case USED -> stats.getActiveConnections();
                }));
    gauges.add(CommonMetrics.connectionLimit(meters, database, stats::getMaxConnections));
    return new IMetricsTracker() {
      @Override
      public void recordConnectionCreatedMillis(long millis) {
        metrics.create().record(TimeUnit.MILLISECONDS.toNanos(millis));
      }

      @Override
      public void recordConnectionUsageMillis(long millis) {
        metrics.use().record(TimeUnit.MILLISECONDS.toNanos(millis));
      }

      @Override
      public void recordConnectionTimeout() {
        metrics.timeouts().add(Timeout.SERVER);
      }
    };
  }

  @Override
  public void countBorrowers(IntSupplier count) {
    gauges.add(CommonMetrics.borrowers(meters, database, count::getAsInt));
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public void waited(long startNanos) {
    metrics.waiting().record(now() - startNanos);
  }

  @Override
  public void timedOut() {
    metrics.timeouts().add(Timeout.BUSY);
  }

  @Override
  public void close() {
    gauges.forEach(Gauge::close);
  }
}
