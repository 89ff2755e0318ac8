package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.FlushTime;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Sample;
import java.time.Duration;

/**
 * One order at a time on an otherwise idle machine, compared with its flushes and hops, which are
 * measured right after it. It comes last, because by then the services are compiled.
 */
record Alone(Plan plan, Findings findings, Postgres postgres) {
  /** Idle backends report their flushes every ten seconds. */
  private static final Duration UNTIL_ALL_IS_REPORTED = Duration.ofSeconds(11);

  void run(Field field) {
    postgres.awaitQuiet();
    long before = postgres.flushes(plan.settle());
    Sample alone = field.placing().run(new Load(1, plan.sample(), false));
    double flushes =
        (double) (postgres.flushes(UNTIL_ALL_IS_REPORTED) - before) / Math.max(1, alone.orders());
    double flush = FlushTime.medianMillis(postgres);
    double hops = field.chain().run(new Load(1, plan.shortSample(), false)).p50();
    findings.figure("alone_p50_ms", alone.p50());
    findings.figure("alone_flushes_per_order", flushes);
    findings.figure("flush_p50_ms", flush);
    findings.figure("hops_p50_ms", hops);
    findings.figure("alone_vs_flushes_and_hops", alone.p50() / (flushes * flush + hops));
  }
}
