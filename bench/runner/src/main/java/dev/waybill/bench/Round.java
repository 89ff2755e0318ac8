package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Measures all contenders once, and compares them while the state of the machine is the same. */
record Round(Plan plan, Findings findings, Field field) {
  private static final int HOT_IN_FLIGHT = 256;
  private static final int HOT_CLIENTS = 32;
  private static final int CHAIN_IN_FLIGHT = 256;
  private static final int ONES_IN_FLIGHT = 64;
  private static final int COMPARED = 16;

  void run() {
    List<Sample> pgbench = samples(field.pgbench(), plan.pgbenchClients());
    List<Sample> services = samples(field.services(), plan.serviceLevels());
    List<Sample> peer = samples(field.restPeer(), plan.peerLevels());
    Sample chain = sample(field.chain(), CHAIN_IN_FLIGHT, plan.shortSample(), false);
    Sample placing = sample(field.placing(), CHAIN_IN_FLIGHT, plan.sample(), false);
    Sample hot = sample(field.services(), HOT_IN_FLIGHT, plan.sample(), true);
    Sample hotPgbench = sample(field.pgbench(), HOT_CLIENTS, plan.shortSample(), true);
    Sample ones = sample(field.groupsOfOne(), ONES_IN_FLIGHT, plan.shortSample(), false);
    Sample tuned = sample(field.tuned(), HOT_CLIENTS, plan.shortSample(), false);

    double best = best(services).wholePerSecond();
    findings.figure("place_order_vs_pgbench", best / best(pgbench).wholePerSecond());
    findings.figure(
        "place_order_vs_pgbench_tuned",
        best / Math.max(tuned.wholePerSecond(), best(pgbench).wholePerSecond()));
    findings.figure(
        "at_16_vs_pgbench_16", at16(services).wholePerSecond() / at16(pgbench).wholePerSecond());
    findings.figure("hot_sku_vs_pgbench_32", hot.wholePerSecond() / hotPgbench.wholePerSecond());
    findings.figure("vs_rest_peer", best / best(peer).wholePerSecond());
    findings.figure("share_of_bare_chain", placing.placedPerSecond() / chain.placedPerSecond());
    findings.figure("groups_vs_groups_of_one", best / ones.wholePerSecond());
    findings.figure("cpu_ms_per_order", best(services).cpuMillis());
    findings.figure("cpu_ms_per_order_pgbench", best(pgbench).cpuMillis());
    findings.figure("cpu_ms_per_order_rest_peer", best(peer).cpuMillis());
    findings.figure("whole_orders_per_second", best);
    findings.figure("placed_orders_per_second", best(services).placedPerSecond());
  }

  private List<Sample> samples(Contender contender, List<Integer> levels) {
    return levels.stream().map(level -> sample(contender, level, plan.sample(), false)).toList();
  }

  private Sample sample(Contender contender, int level, Duration time, boolean hot) {
    return findings.add(contender.run(new Load(level, time, hot)));
  }

  private static Sample best(List<Sample> samples) {
    return samples.stream().max(Comparator.comparingDouble(Sample::wholePerSecond)).orElseThrow();
  }

  private static Sample at16(List<Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.inFlight() == COMPARED)
        .findFirst()
        .orElseThrow();
  }
}
