package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import java.util.List;

/**
 * Two instances of each service on one database, each taking half of the orders, in turns with one
 * instance. On one machine they share the cores as well, so this shows what the instances cost each
 * other, not what a second machine brings. Conditional writes miss most often here, so this is the
 * place to record their share.
 */
record TwoInstances(Plan plan, Findings findings, Stacks stacks, Audits audits) {
  private static final List<Integer> LEVELS = List.of(64, 256);

  void run(Stack one) {
    Stack two = stacks.twoInstances();
    two.run(new Load(LEVELS.getFirst(), plan.warmUp(), false));
    for (int round = 0; round < plan.rounds(); round++) {
      for (int level : LEVELS) {
        // Not among the samples of the rounds, whose services were colder.
        Sample single = one.run(new Load(level, plan.sample(), false));
        Sample pair = findings.add(two.run(new Load(level, plan.sample(), false)));
        findings.figure(
            "two_instances_vs_one_at_" + level, pair.wholePerSecond() / single.wholePerSecond());
      }
    }
    audits.check(two, "two instances");
    two.close();
  }
}
