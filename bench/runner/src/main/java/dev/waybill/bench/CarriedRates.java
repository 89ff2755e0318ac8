package dev.waybill.bench;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Rate;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.local.load.RateSearch;
import java.time.Duration;

/**
 * The highest rate at which 99 % of the orders are answered within 50 ms, and how long orders take
 * at half of it. Orders come at random times, and latency counts from the moment each was due. The
 * contenders take turns.
 */
record CarriedRates(Plan plan, Findings findings) {
  private static final Duration LIMIT = Duration.ofMillis(50);
  private static final double CLOSE_ENOUGH = 1.1;

  /** Of fewer, the slowest alone would be the p99. */
  private static final int ENOUGH_ORDERS = 100;

  void run(Field field) {
    for (int round = 0; round < plan.search().rounds(); round++) {
      double services = carried(field.services(), best(field.services()));
      double pgbench = carried(field.pgbench(), best(field.pgbench()));
      compare("rate_vs_pgbench", services, pgbench);
      if (plan.thorough()) {
        double pgbenchPlacing = carried(field.pgbenchPlacing(), best(field.pgbench()));
        compare("rate_vs_pgbench_without_fulfilment", services, pgbenchPlacing);
      }
      double peer = carried(field.restPeer(), best(field.restPeer()));
      compare("rate_vs_rest_peer", services, peer);
    }
  }

  /** Without a rate of the other there is nothing to compare with. */
  private void compare(String figure, double services, double other) {
    if (other > 0) {
      findings.figure(figure, services / other);
    }
  }

  private double best(Contender contender) {
    return findings.median("best_rate_" + Findings.key(contender.name()));
  }

  /** Searches from a quarter of the best throughput, where few orders wait for each other. */
  double carried(Contender contender, double best) {
    String key = Findings.key(contender.name());
    long end = System.nanoTime() + plan.search().longest().toNanos();
    double rate =
        new RateSearch(
                tested -> isCarried(contender, tested),
                plan.search().mostTests(),
                CLOSE_ENOUGH,
                () -> System.nanoTime() < end)
            .from(Math.max(1, best / 4));
    findings.figure("rate_with_p99_50_ms_" + key, rate);
    if (rate > 0) {
      Answers atHalf = contender.at(rate(rate / 2));
      contender.finish();
      findings.figure("p50_at_half_the_rate_" + key, atHalf.p50());
      findings.figure("p99_at_half_the_rate_" + key, atHalf.p99());
    }
    return rate;
  }

  /** Work that a failed rate left behind must not fail the next one. */
  private boolean isCarried(Contender contender, double perSecond) {
    Answers answers = contender.at(rate(perSecond));
    boolean carried = answers.isWithin(LIMIT);
    if (!carried) {
      contender.finish();
    }
    return carried;
  }

  Rate rate(double perSecond) {
    Duration step = plan.search().step();
    boolean isEnough = perSecond * step.toMillis() / 1000.0 >= ENOUGH_ORDERS;
    return new Rate(perSecond, plan.search().leadIn(), isEnough ? step : step.multipliedBy(2));
  }
}
