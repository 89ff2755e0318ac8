package dev.waybill.bench;

import dev.waybill.bench.load.CountingProxy;
import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.HttpLoad;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import java.time.Duration;
import java.util.List;

/** The flushes and bytes that one order costs; measured once, after the rounds. */
record OrderCosts(Plan plan, Findings findings, Postgres postgres) {
  private static final int LEVEL = 64;
  private static final Duration FEW_BYTES = Duration.ofSeconds(1);

  void run(Field field) {
    flushes(List.of(field.services(), field.pgbench(), field.groupsOfOne(), field.restPeer()));
    bytes(field);
  }

  private void flushes(List<? extends Contender> contenders) {
    long before = postgres.flushes(plan.settle());
    for (Contender contender : contenders) {
      Sample sample = contender.run(new Load(LEVEL, plan.shortSample(), false));
      long after = postgres.flushes(plan.settle());
      findings.figure(
          "flushes_per_order_" + contender.name().replace(' ', '_'),
          (double) (after - before) / sample.orders());
      before = after;
    }
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
  }
}
