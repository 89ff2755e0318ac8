package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import java.util.List;

/**
 * Two instances of each service on one database, each taking half of the orders, in turns with one
 * instance, and with two that lock the rows of every group. On one machine they share the cores as
 * well, so this shows what the instances cost each other, not what a second machine brings.
 * Conditional writes miss most often here, so this is the place to record their share, and to show
 * that the misses cost no more than the quick path saves.
 */
record TwoInstances(Plan plan, Findings findings, Postgres postgres, Stacks stacks, Audits audits) {
  private static final List<Integer> LEVELS = List.of(16, 64, 256);
  private static final int WARM_UP_LEVEL = 64;

  void run(Stack one) {
    Stack training = stacks.trainingLocking();
    warmUp(training);
    training.close();
    Stack two = stacks.twoInstances();
    Stack locking = stacks.twoInstancesLocking();
    warmUp(two);
    warmUp(locking);
    for (int round = 0; round < plan.rounds(); round++) {
      for (int level : LEVELS) {
        // Not among the samples of the rounds, whose services were colder.
        Sample single = one.run(new Load(level, plan.sample(), false));
        Transactions before = transactions();
        Sample pair = findings.add(two.run(new Load(level, plan.sample(), false)));
        findings.figure("two_instances_missed_at_" + level, transactions().missedSince(before));
        Sample locked = findings.add(locking.run(new Load(level, plan.sample(), false)));
        findings.figure(
            "two_instances_vs_one_at_" + level, pair.wholePerSecond() / single.wholePerSecond());
        findings.figure(
            "two_instances_vs_locking_alone_at_" + level,
            pair.wholePerSecond() / locked.wholePerSecond());
        findings.figure(
            "two_instances_cpu_vs_locking_alone_at_" + level,
            pair.cpuMillis() / locked.cpuMillis());
      }
    }
    audits.check(two, "two instances");
    audits.check(locking, "two instances, locking alone");
    two.close();
    locking.close();
  }

  private void warmUp(Stack stack) {
    stack.run(new Load(WARM_UP_LEVEL, plan.warmUp(), false));
  }

  /** Those of the two instances that share databases. */
  private Transactions transactions() {
    return new Transactions(count("xact_rollback"), count("xact_commit"));
  }

  private long count(String column) {
    return postgres.number(
        "postgres",
        """
        SELECT sum(%s)::bigint FROM pg_stat_database
        WHERE starts_with(datname, 'two_') AND NOT starts_with(datname, 'two_locking_')"""
            .formatted(column));
  }

  /** A miss rolls back, and little else does. */
  private record Transactions(long rolledBack, long committed) {
    double missedSince(Transactions before) {
      double missed = rolledBack - before.rolledBack();
      return missed / Math.max(1, missed + committed - before.committed());
    }
  }
}
