package dev.waybill.bench;

import dev.waybill.bench.load.CountingProxy;
import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.HttpLoad;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.ContextSwitches;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import dev.waybill.local.stack.Services;
import java.time.Duration;
import java.util.List;

/**
 * What one order costs in flushes, written rows, bytes and context switches; measured once, after
 * the rounds.
 */
record OrderCosts(Plan plan, Findings findings, Postgres postgres) {
  private static final int LEVEL = 64;
  private static final Duration FEW_BYTES = Duration.ofSeconds(1);
  private static final int MODERATE_RATE = 300;

  void run(Field field) {
    if (plan.thorough()) {
      flushes(List.of(field.services(), field.pgbench(), field.groupsOfOne(), field.restPeer()));
      rows(field.placing(), "placing_");
      field.sets().ifPresent(sets -> rows(sets.placed(), Findings.key(sets.placed().name())));
      bytes(field);
    }
    atAModerateRate(field.services());
    field.before().ifPresent(this::atAModerateRate);
    hotUpdates(field);
  }

  private void flushes(List<? extends Contender> contenders) {
    long before = postgres.flushes(plan.settle());
    for (Contender contender : contenders) {
      Sample sample = contender.run(new Load(LEVEL, plan.shortSample(), false));
      long after = postgres.flushes(plan.settle());
      findings.figure(
          "flushes_per_order_" + Findings.key(contender.name()),
          (double) (after - before) / sample.orders());
      before = after;
    }
  }

  /** Shows that the rows of the limit are those of the services. */
  private void rows(Contender contender, String databases) {
    long before = postgres.rowsWritten(databases);
    Sample sample = contender.run(new Load(LEVEL, plan.shortSample(), false));
    postgres.flushes(plan.settle());
    findings.figure(
        "rows_per_order_" + Findings.key(contender.name()),
        (double) (postgres.rowsWritten(databases) - before) / sample.orders());
  }

  /** Counts all bytes between the client and order-service for one order, in both directions. */
  private void bytes(Field field) {
    try (CountingProxy grpc = CountingProxy.to(field.services().jvms().getFirst().port());
        CountingProxy rest = CountingProxy.to(field.restPeer().jvms().getFirst().port())) {
      GrpcLoad grpcLoad =
          new GrpcLoad(List.of("--no-restock", "--order-target", "127.0.0.1:" + grpc.port()));
      Load load = new Load(LEVEL, FEW_BYTES, false);
      long orders = grpcLoad.run(load).answered();
      findings.figure("bytes_per_order_grpc", (double) grpc.bytes() / orders);
      orders = new HttpLoad(rest.port()).run(load).answered();
      findings.figure("bytes_per_order_rest", (double) rest.bytes() / orders);
    }
    field.services().finish();
    field.restPeer().finish();
  }

  /**
   * What a whole order costs where groups are small. The switches of the whole machine are an upper
   * limit: they miss no thread, and include the load generator and everything else that runs. Lasts
   * several times the pause before fulfilment, so that most of the time both go on.
   */
  private void atAModerateRate(Stack services) {
    String key = Findings.key(services.name());
    long machine = ContextSwitches.ofTheMachine();
    Duration duration = plan.search().leadIn().multipliedBy(2).plus(plan.sample());
    Sample sample = services.run(MODERATE_RATE, duration);
    machine = ContextSwitches.ofTheMachine() - machine;
    findings.figure("switches_at_300_per_second_" + key, sample.switchesPerOrder());
    findings.figure(
        "switches_of_the_machine_at_300_per_second_" + key,
        (double) machine / Math.max(1, sample.orders()));
    findings.figure("cpu_ms_at_300_per_second_" + key, sample.cpuMillis());
    findings.figure("p99_at_300_per_second_" + key, sample.p99());
  }

  private void hotUpdates(Field field) {
    findings.figure("hot_share_of_order_updates_services", hotShare(""));
    field
        .before()
        .ifPresent(_ -> findings.figure("hot_share_of_order_updates_before", hotShare("before_")));
  }

  /** Over all updates since the database was created. */
  private double hotShare(String prefix) {
    return postgres.hotShare(prefix + Services.ORDER.database().orElseThrow().name(), "orders");
  }
}
