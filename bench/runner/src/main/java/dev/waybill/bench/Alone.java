package dev.waybill.bench;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.FlushTime;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;

/**
 * How soon the services are ready, and how long one order takes when there is no other: its flushes
 * and its hops are measured beside it.
 */
record Alone(Plan plan, Findings findings, Postgres postgres) {
  private static final int WARM_UP_LEVEL = 16;

  void run(Stacks stacks, Stack chain) {
    Session.say("one order at a time");
    Stack alone = stacks.alone();
    double slowest = 0;
    for (Jvm jvm : alone.jvms()) {
      findings.figure("ready_seconds_" + jvm.name(), jvm.readySeconds());
      findings.figure("resident_megabytes_idle_" + jvm.name(), Cpu.residentMegabytes(jvm.id()));
      slowest = Math.max(slowest, jvm.readySeconds());
    }
    findings.figure("ready_seconds", slowest);
    alone.generator().run(new Load(WARM_UP_LEVEL, plan.warmUp(), false));
    measure(alone, chain);
    alone.close();
  }

  private void measure(Stack alone, Stack chain) {
    long before = postgres.flushes(plan.settle());
    Answers answers = alone.generator().run(new Load(1, plan.sample(), false));
    double flushes =
        (double) (postgres.flushes(plan.settle()) - before) / Math.max(1, answers.answered());
    double flush = FlushTime.medianMillis(postgres);
    double hops = chain.generator().run(new Load(1, plan.shortSample(), false)).p50();
    findings.figure("alone_p50_ms", answers.p50());
    findings.figure("alone_flushes_per_order", flushes);
    findings.figure("flush_p50_ms", flush);
    findings.figure("hops_p50_ms", hops);
    findings.figure("alone_vs_flushes_and_hops", answers.p50() / (flushes * flush + hops));
  }
}
