package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries out a plan: clients run concurrently, and the acts on one instance one after another. */
final class PlanRun implements AutoCloseable {
  /** Time for clients and starts that are still running when the plan has ended. */
  private static final Duration OVERTIME = Duration.ofMinutes(5);

  private final Clients clients;
  private final Faults faults;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ExecutorService> queues = new ConcurrentHashMap<>();

  PlanRun(Clients clients, Faults faults) {
    this.clients = clients;
    this.faults = faults;
  }

  /** Returns when everything has been done; throws if any part failed. */
  void run(RandomPlan plan) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    plan.visits()
        .forEach(visit -> all.add(at(visit.atMillis(), threads, () -> clients.serve(visit))));
    plan.acts().forEach(act -> all.add(at(act.atMillis(), queue(act), () -> faults.perform(act))));
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .orTimeout(plan.length().plus(OVERTIME).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    queues.values().forEach(ExecutorService::shutdownNow);
    threads.shutdownNow();
  }

  private static CompletableFuture<Void> at(long millis, Executor executor, Runnable work) {
    return CompletableFuture.runAsync(
        work, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, executor));
  }

  /**
   * A queue per instance, so that a process is not resumed before it was paused, and PostgreSQL is
   * not killed while it starts.
   */
  private ExecutorService queue(PlannedAct act) {
    ServiceDefinition<?, ?> service = act.service();
    String target = act.isOnDatabase() ? "PostgreSQL" : service.title() + act.instance();
    return queues.computeIfAbsent(
        target, name -> Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory()));
  }
}
