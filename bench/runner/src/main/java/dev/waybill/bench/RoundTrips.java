package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.TripCounter;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The round trips to the database on the way of an order to its answer. Counted on services of
 * their own, because the counting costs CPU time. What they do while nobody orders is subtracted.
 */
record RoundTrips(Plan plan, Findings findings, Postgres postgres, Stacks stacks) {
  private static final int WARM_UP_LEVEL = 16;

  void run() {
    try (TripCounter counter = TripCounter.to(postgres.port())) {
      Stack placing = stacks.placingThrough(counter.port());
      placing.run(new Load(WARM_UP_LEVEL, plan.shortSample(), false));
      double idle = perSecondWhileIdle(counter);
      for (int level : plan.serviceLevels()) {
        long before = counter.trips();
        long start = System.nanoTime();
        long orders = placing.run(new Load(level, plan.shortSample(), false)).orders();
        double seconds = (System.nanoTime() - start) / 1e9;
        findings.figure(
            "round_trips_at_" + level,
            Math.max(0, counter.trips() - before - idle * seconds) / Math.max(1, orders));
      }
      placing.close();
    }
  }

  private double perSecondWhileIdle(TripCounter counter) {
    Duration time = plan.shortSample();
    long before = counter.trips();
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    double perSecond = (counter.trips() - before) / (time.toNanos() / 1e9);
    findings.figure("round_trips_per_second_while_idle", perSecond);
    return perSecond;
  }
}
