package dev.waybill.bench;

import com.google.gson.JsonObject;
import dev.waybill.bench.load.GrpcLoad;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.FlushTime;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Sample;
import dev.waybill.bench.stack.Stack;
import java.util.List;

/**
 * How long orders take on an otherwise idle machine, and how much memory that needs. Measured at
 * the end, because by then the services have placed tens of thousands of orders and are compiled.
 */
record Latency(Plan plan, Findings findings, Postgres postgres) {
  /** Closes the contenders that it does not need. */
  void run(Field field) {
    List.of(field.groupsOfOne(), field.restPeer()).forEach(Stack::close);
    postgres.awaitQuiet();
    halfTheKnee(field.services());
    memory(field.services());
    field.services().close();
    postgres.awaitQuiet();
    alone(field);
  }

  /**
   * Measures at half the knee. The knee includes fulfilment, so the rate can be sustained for long.
   */
  private void halfTheKnee(Stack services) {
    int rate = (int) Math.max(1, findings.median("whole_orders_per_second") / 2);
    JsonObject report =
        ((GrpcLoad) services.generator())
            .run(
                List.of(
                    "--rate",
                    Integer.toString(rate),
                    "--warmup",
                    plan.shortSample().toMillis() + "ms",
                    "--duration",
                    2 * plan.sample().toMillis() + "ms"));
    JsonObject result = report.getAsJsonObject("result");
    findings.figure("half_the_knee_rate", rate);
    findings.figure("p50_at_half_the_knee", GrpcLoad.answers(result).p50());
    findings.figure("p99_at_half_the_knee", GrpcLoad.answers(result).p99());
    findings.figure(
        "late_at_half_the_knee", result.getAsJsonObject("schedule").get("late").getAsDouble());
  }

  private void memory(Stack services) {
    double most = 0;
    for (Jvm jvm : services.jvms()) {
      double megabytes = Cpu.residentMegabytes(jvm.id());
      findings.figure("resident_megabytes_" + jvm.name(), megabytes);
      most = Math.max(most, megabytes);
    }
    findings.figure("resident_megabytes", most);
  }

  /**
   * Places one order at a time, and compares it with its flushes and hops, measured right after it.
   */
  private void alone(Field field) {
    long before = postgres.flushes(plan.settle());
    Sample alone = field.placing().run(new Load(1, plan.sample(), false));
    double flushes =
        (double) (postgres.flushes(plan.settle()) - before) / Math.max(1, alone.orders());
    double flush = FlushTime.medianMillis(postgres);
    double hops = field.chain().run(new Load(1, plan.shortSample(), false)).p50();
    findings.figure("alone_p50_ms", alone.p50());
    findings.figure("alone_flushes_per_order", flushes);
    findings.figure("flush_p50_ms", flush);
    findings.figure("hops_p50_ms", hops);
    findings.figure("alone_vs_flushes_and_hops", alone.p50() / (flushes * flush + hops));
  }
}
