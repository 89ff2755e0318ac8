package dev.waybill.bench;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Measures all contenders once, and compares them while the state of the machine is the same. */
record Round(Plan plan, Findings findings, Field field, int number) {
  private static final int HOT_IN_FLIGHT = 256;
  private static final int HOT_CLIENTS = 32;
  private static final int CHAIN_IN_FLIGHT = 256;
  private static final int ONES_IN_FLIGHT = 64;
  private static final int FEW = 16;
  private static final int MANY = 256;

  void run() {
    List<Sample> pgbench = samples(field.pgbench(), plan.pgbenchClients());
    List<Sample> services = services();
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
        "at_16_vs_pgbench_16",
        at(FEW, services).wholePerSecond() / at(FEW, pgbench).wholePerSecond());
    findings.figure("hot_sku_vs_pgbench_32", hot.wholePerSecond() / hotPgbench.wholePerSecond());
    findings.figure("vs_rest_peer", best / best(peer).wholePerSecond());
    findings.figure("share_of_bare_chain", placing.placedPerSecond() / chain.placedPerSecond());
    findings.figure("groups_vs_groups_of_one", best / ones.wholePerSecond());
    findings.figure(
        "cpu_at_16_vs_256", at(FEW, services).cpuMillis() / at(MANY, services).cpuMillis());
    field.sets().ifPresent(sets -> shareOfTheLimit(sets, chain, placing, best(services)));
    findings.figure("cpu_ms_per_order", best(services).cpuMillis());
    findings.figure("cpu_ms_per_order_pgbench", best(pgbench).cpuMillis());
    findings.figure("cpu_ms_per_order_rest_peer", best(peer).cpuMillis());
    recordBest(field.services(), services);
    recordBest(field.pgbench(), pgbench);
    recordBest(field.restPeer(), peer);
    findings.figure("whole_orders_per_second", best);
    findings.figure("placed_orders_per_second", best(services).placedPerSecond());
  }

  /**
   * Measures both versions at each level. Who comes first changes from level to level and round.
   */
  private List<Sample> services() {
    List<Sample> services = new ArrayList<>();
    for (int level : plan.serviceLevels()) {
      boolean isFirst = (number + services.size()) % 2 == 0;
      Optional<Sample> earlier = isFirst ? Optional.empty() : before(level);
      Sample ours = sample(field.services(), level, plan.sample(), false);
      Optional<Sample> theirs = isFirst ? before(level) : earlier;
      theirs.ifPresent(sample -> compare(level, ours, sample));
      services.add(ours);
    }
    return services;
  }

  private Optional<Sample> before(int level) {
    return field.before().map(stack -> sample(stack, level, plan.sample(), false));
  }

  private void compare(int level, Sample ours, Sample before) {
    findings.figure("cpu_at_%s_vs_before".formatted(level), ours.cpuMillis() / before.cpuMillis());
    findings.figure(
        "rate_at_%s_vs_before".formatted(level), ours.wholePerSecond() / before.wholePerSecond());
  }

  /**
   * The least CPU time that an order can take with these calls and these rows, divided by ours. The
   * chain has the calls of placing an order but none of fulfilment, so for whole orders the limit
   * is somewhat higher than the one used here.
   */
  private void shareOfTheLimit(Field.Sets sets, Sample chain, Sample placing, Sample services) {
    Sample placed = sample(sets.placed(), 1, plan.shortSample(), false);
    Sample whole = sample(sets.whole(), 1, plan.shortSample(), false);
    findings.figure(
        "share_of_limit_placed", (chain.cpuMillis() + placed.cpuMillis()) / placing.cpuMillis());
    findings.figure(
        "share_of_limit_whole", (chain.cpuMillis() + whole.cpuMillis()) / services.cpuMillis());
  }

  private void recordBest(Contender contender, List<Sample> samples) {
    findings.figure("best_rate_" + Findings.key(contender.name()), best(samples).wholePerSecond());
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

  private static Sample at(int level, List<Sample> samples) {
    return samples.stream().filter(sample -> sample.inFlight() == level).findFirst().orElseThrow();
  }
}
