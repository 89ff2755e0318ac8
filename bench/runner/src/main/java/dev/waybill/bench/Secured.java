package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import java.util.List;

/**
 * The services with mutual TLS between them and a token with each call of a client, in turns with
 * the same services in plaintext.
 */
record Secured(Plan plan, Findings findings, Stacks stacks, Audits audits) {
  private static final List<Integer> LEVELS = List.of(16, 64, 256);
  private static final int WARM_UP_LEVEL = 64;

  void run(Stack plaintext) {
    Stack secured = stacks.secured();
    secured.run(new Load(WARM_UP_LEVEL, plan.warmUp().plus(plan.versionWarmUp()), false));
    for (int round = 0; round < plan.rounds(); round++) {
      for (int level : LEVELS) {
        Load load = new Load(level, plan.sample(), false);
        // Not among the samples of the rounds, whose services were colder.
        Sample without = plaintext.run(load);
        Sample with = findings.add(secured.run(load));
        findings.figure("secured_cpu_at_" + level, with.cpuMillis() / without.cpuMillis());
        findings.figure(
            "secured_rate_at_" + level, with.wholePerSecond() / without.wholePerSecond());
      }
    }
    audits.check(secured, "secured");
    secured.close();
  }
}
