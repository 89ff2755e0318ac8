package dev.waybill.bench;

import com.google.gson.JsonObject;
import dev.waybill.bench.load.CountingProxy;
import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.HttpLoad;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import java.time.Duration;
import java.util.List;

/** What is measured once, after the rounds. */
record Extras(Plan plan, Findings findings, Postgres postgres) {
  private static final int LEVEL = 64;
  private static final Duration FEW_BYTES = Duration.ofSeconds(1);

  void run(Field field) {
    halfTheKnee(field.services());
    for (Jvm jvm : field.services().jvms()) {
      findings.figure("resident_megabytes_" + jvm.name(), Cpu.residentMegabytes(jvm.id()));
    }
    findings.figure(
        "resident_megabytes",
        field.services().jvms().stream()
            .mapToDouble(jvm -> Cpu.residentMegabytes(jvm.id()))
            .max()
            .orElse(0));
    for (Contender contender :
        List.of(field.services(), field.pgbench(), field.groupsOfOne(), field.restPeer())) {
      flushes(contender);
    }
    bytes(field);
  }

  /** A rate that can be kept up for long: fulfilment included, not only answers. */
  private void halfTheKnee(Stack services) {
    int rate = (int) Math.max(1, findings.median("whole_orders_per_second") / 2);
    JsonObject report =
        ((GrpcLoad) services.generator())
            .run(
                List.of(
                    "--rate",
                    Integer.toString(rate),
                    "--warmup",
                    "2s",
                    "--duration",
                    2 * plan.sample().toMillis() + "ms"));
    JsonObject result = report.getAsJsonObject("result");
    findings.figure("half_the_knee_rate", rate);
    findings.figure("p50_at_half_the_knee", GrpcLoad.answers(result).p50());
    findings.figure("p99_at_half_the_knee", GrpcLoad.answers(result).p99());
    findings.figure(
        "late_at_half_the_knee", result.getAsJsonObject("schedule").get("late").getAsDouble());
  }

  private void flushes(Contender contender) {
    long before = postgres.flushes(plan.settle());
    Sample sample = contender.run(new Load(LEVEL, plan.shortSample(), false));
    findings.figure(
        "flushes_per_order_" + contender.name().replace(' ', '_'),
        (double) (postgres.flushes(plan.settle()) - before) / sample.orders());
  }

  /** All that passes between the client and order-service for one order, both ways. */
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
