package dev.waybill.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.waybill.bench.ceiling.UnaryCalls;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.PgBench;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import dev.waybill.local.stack.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts all contenders, lets them take turns, and collects the findings. */
final class Session {
  private static final int WARM_UP_LEVEL = 64;
  private static final int BUSY_LEVEL = 256;

  private final Plan plan;
  private final Postgres postgres;
  private final Path root;
  private final Path folder;
  private final Lifetime lifetime;
  private final long startNanos = System.nanoTime();
  private final Findings findings = new Findings();
  private final Audits audits = new Audits(findings);

  Session(Plan plan, Postgres postgres, Path root, Path folder, Lifetime lifetime) {
    this.plan = plan;
    this.postgres = postgres;
    this.root = root;
    this.folder = folder;
    this.lifetime = lifetime;
  }

  Findings run() {
    describe();
    Stacks stacks = new Stacks(postgres, root, folder, lifetime);
    say("a training run for the AOT caches");
    train(stacks.training());
    say("everybody starts and warms up");
    Field field = field(stacks);
    ready(field.services());
    for (Contender contender : field.everybody()) {
      say(contender.name());
      warmUp(contender);
    }
    // A longer warm-up, because each round measures it only once but the services at every level.
    say(field.placing().name() + ", longer");
    field.placing().run(new Load(BUSY_LEVEL, plan.warmUp(), false));
    for (int round = 1; round <= plan.rounds(); round++) {
      say("round " + round + " of " + plan.rounds());
      new Round(plan, findings, field).run();
      audits.check(field.services(), "round " + round);
    }
    say("calls without work");
    unaryCalls();
    say("flushes, bytes, one SKU to its end");
    new OrderCosts(plan, findings, postgres).run(field);
    audits.sellOut(field.services(), postgres);
    say("half the knee, then one order at a time, with nobody else there");
    new Latency(plan, findings, postgres).run(field);
    return findings;
  }

  private Field field(Stacks stacks) {
    PgBench.prepare(postgres);
    String place = Benchmark.text(root.resolve("bench/pgbench/place.sql"));
    String fulfil = Benchmark.text(root.resolve("bench/pgbench/fulfil.sql"));
    // The services start first and alone, because their time to become ready is measured.
    postgres.awaitQuiet();
    Stack product = stacks.product();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Stack> placing = threads.submit(stacks::placingOnly);
      Future<Stack> ones = threads.submit(stacks::groupsOfOne);
      Future<Stack> peer = threads.submit(stacks::restPeer);
      Future<Stack> chain = threads.submit(stacks::bareChain);
      return new Field(
          product,
          started(placing),
          started(ones),
          started(peer),
          started(chain),
          PgBench.of("pgbench", postgres, folder, place + fulfil),
          PgBench.of("pgbench tuned", postgres, folder, Tuned.script(place + fulfil)));
    }
  }

  private static Stack started(Future<Stack> stack) {
    try {
      return stack.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a contender does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while contenders start", e);
    }
  }

  private void describe() {
    postgres.settings().forEach(findings::setting);
    findings.setting("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    findings.setting("java", System.getProperty("java.version"));
    findings.setting("service_flags", String.join(" ", Stacks.SERVICE_FLAGS));
    findings.setting("peer_flags", String.join(" ", Stacks.PEER_FLAGS));
    findings.setting("rounds", Integer.toString(plan.rounds()));
    findings.setting("sample_millis", Long.toString(plan.sample().toMillis()));
  }

  /**
   * Records when each service was ready. They start first, one after another on an idle machine.
   */
  private void ready(Stack services) {
    double slowest = 0;
    for (Jvm jvm : services.jvms()) {
      findings.figure("ready_seconds_" + jvm.name(), jvm.readySeconds());
      slowest = Math.max(slowest, jvm.readySeconds());
    }
    findings.figure("ready_seconds", slowest);
  }

  private void train(Stack stack) {
    warmUp(stack);
    stack.close();
  }

  private void warmUp(Contender contender) {
    contender.run(new Load(WARM_UP_LEVEL, plan.warmUp(), false));
  }

  private void unaryCalls() {
    Duration time = plan.shortSample();
    try (UnaryCalls calls = UnaryCalls.start()) {
      // Warms up both before measuring either, so that each is compiled for its use.
      calls.bare(plan.warmUp());
      calls.full(plan.warmUp());
      for (int round = 0; round < plan.rounds(); round++) {
        double bare = calls.bare(time);
        double full = calls.full(time);
        findings.figure("unary_bare_per_second", bare);
        findings.figure("unary_full_per_second", full);
        findings.figure("unary_with_interceptors", full / bare);
      }
    }
  }

  private void say(String text) {
    System.err.printf(
        Locale.ROOT,
        "bench: %3d s: %s%n",
        NANOSECONDS.toSeconds(System.nanoTime() - startNanos),
        text);
  }
}
