package dev.waybill.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.waybill.bench.ceiling.UnaryCalls;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Jars;
import dev.waybill.bench.stack.PgBench;
import dev.waybill.bench.stack.Stack;
import dev.waybill.bench.stack.Stacks;
import dev.waybill.local.stack.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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
  private final Optional<Jars> before;
  private final Path folder;
  private final Lifetime lifetime;
  private final long startNanos = System.nanoTime();
  private final Findings findings = new Findings();
  private final Audits audits = new Audits(findings);

  Session(
      Plan plan,
      Postgres postgres,
      Path root,
      Optional<Jars> before,
      Path folder,
      Lifetime lifetime) {
    this.plan = plan;
    this.postgres = postgres;
    this.root = root;
    this.before = before;
    this.folder = folder;
    this.lifetime = lifetime;
  }

  Findings run() {
    describe();
    Stacks stacks = new Stacks(postgres, root, folder, lifetime);
    say("a training run for the AOT caches");
    train(stacks.training());
    before.map(stacks::trainingBefore).ifPresent(this::train);
    say("everybody starts and warms up");
    Field field = field(stacks);
    ready(field.services());
    for (Contender contender : field.everybody()) {
      say(contender.name());
      warmUp(contender);
    }
    for (Stack version : field.versions()) {
      say(version.name() + ", longer");
      version.run(new Load(WARM_UP_LEVEL, plan.versionWarmUp(), false));
    }
    // A longer warm-up, because each round measures it only once but the services at every level.
    say(field.placing().name() + ", longer");
    field.placing().run(new Load(BUSY_LEVEL, plan.warmUp(), false));
    for (int round = 1; round <= plan.rounds(); round++) {
      say("round " + round + " of " + plan.rounds());
      new Round(plan, findings, field, round).run();
      audits.check(field.services(), "round " + round);
    }
    say("calls without work");
    unaryCalls();
    say("flushes, rows, bytes, context switches, one SKU to its end");
    new OrderCosts(plan, findings, postgres).run(field);
    audits.sellOut(field.services(), postgres);
    field.groupsOfOne().close();
    field.before().ifPresent(Stack::close);
    say("the rate with a p99 of 50 ms");
    postgres.awaitQuiet();
    new CarriedRates(plan, findings).run(field);
    field.restPeer().close();
    memory(field.services());
    if (plan.thorough()) {
      say("two instances of each service");
      new TwoInstances(plan, findings, postgres, stacks, audits).run(field.services());
      say("secured with TLS and tokens");
      new Secured(plan, findings, stacks, audits).run(field.services());
    }
    field.services().close();
    say("round trips");
    new RoundTrips(plan, findings, postgres, stacks).run();
    say("one order at a time, with nobody else there");
    new Alone(plan, findings, postgres).run(field);
    return findings;
  }

  private Field field(Stacks stacks) {
    String place = script("place.sql");
    String fulfil = script("fulfil.sql");
    Contender pgbench = PgBench.of("pgbench", postgres, folder, place + fulfil);
    Contender tuned = PgBench.of("pgbench tuned", postgres, folder, Tuned.script(place + fulfil));
    Contender pgbenchPlacing = PgBench.of("pgbench placing", postgres, folder, place);
    Optional<Field.Sets> sets = sets();
    // The services start first and alone, because their time to become ready is measured.
    postgres.awaitQuiet();
    Stack product = stacks.product();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<Future<Stack>> old = before.map(jars -> threads.submit(() -> stacks.before(jars)));
      Future<Stack> placing = threads.submit(stacks::placingOnly);
      Future<Stack> ones = threads.submit(stacks::groupsOfOne);
      Future<Stack> peer = threads.submit(stacks::restPeer);
      Future<Stack> chain = threads.submit(stacks::bareChain);
      return new Field(
          product,
          old.map(Session::started),
          started(placing),
          started(ones),
          started(peer),
          started(chain),
          pgbench,
          tuned,
          pgbenchPlacing,
          sets);
    }
  }

  private Optional<Field.Sets> sets() {
    String place = script("place-sets.sql");
    String whole = place + script("fulfil-sets.sql");
    return PgBench.ofSets("sets placed", postgres, folder, place)
        .flatMap(
            placed ->
                PgBench.ofSets("sets whole", postgres, folder, whole)
                    .map(all -> new Field.Sets(placed, all)));
  }

  private String script(String name) {
    return Benchmark.text(root.resolve("bench/pgbench").resolve(name));
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

  /** What the services take up after all the load. */
  private void memory(Stack services) {
    double most = 0;
    for (Jvm jvm : services.jvms()) {
      double megabytes = Cpu.residentMegabytes(jvm.id());
      findings.figure("resident_megabytes_" + jvm.name(), megabytes);
      most = Math.max(most, megabytes);
    }
    findings.figure("resident_megabytes", most);
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
