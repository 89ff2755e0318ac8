package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.TripCounter;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import dev.waybill.local.stack.Services;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The round trips to the database for an order until its answer. Counted on services of their own,
 * because the counting costs CPU time. What they do while nobody orders is subtracted.
 */
record RoundTrips(Plan plan, Findings findings, Postgres postgres, Stacks stacks) {
  private static final int WARM_UP_LEVEL = 64;

  void run() {
    try (TripCounter onTheWay = TripCounter.to(postgres.port());
        TripCounter beside = TripCounter.to(postgres.port())) {
      Stack placing =
          stacks.placingThrough(
              service -> (service.equals(Services.INVENTORY) ? beside : onTheWay).port());
      // A connection asks for the types that it meets first, which must not count.
      placing.run(new Load(WARM_UP_LEVEL, plan.warmUp(), false));
      placing.run(new Load(1, plan.shortSample(), false));
      Supplier<Trips> count = () -> new Trips(onTheWay.trips(), beside.trips());
      Trips idle = idle(count);
      for (int level : plan.serviceLevels()) {
        Trips before = count.get();
        long start = System.nanoTime();
        long orders = placing.run(new Load(level, plan.shortSample(), false)).orders();
        double seconds = (System.nanoTime() - start) / 1e9;
        Trips each =
            count.get().minus(before).minus(idle.times(seconds)).times(1.0 / Math.max(1, orders));
        findings.figure("round_trips_at_" + level, each.all());
        findings.figure("round_trips_on_the_way_at_" + level, each.onTheWay());
      }
      placing.close();
    }
  }

  /**
   * A number of trips.
   *
   * @param onTheWay those that an order waits for, one after the other
   * @param beside those of its reservation, which is made while the intent is recorded
   */
  private record Trips(double onTheWay, double beside) {
    Trips minus(Trips other) {
      return new Trips(onTheWay - other.onTheWay, beside - other.beside);
    }

    Trips times(double factor) {
      return new Trips(onTheWay * factor, beside * factor);
    }

    double all() {
      return onTheWay + beside;
    }
  }

  /** The trips of a second without orders. */
  private Trips idle(Supplier<Trips> count) {
    Duration time = plan.shortSample();
    Trips before = count.get();
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    Trips perSecond = count.get().minus(before).times(1e9 / time.toNanos());
    findings.figure("round_trips_per_second_while_idle", perSecond.all());
    return perSecond;
  }
}
