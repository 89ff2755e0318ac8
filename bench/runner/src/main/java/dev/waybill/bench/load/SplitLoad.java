package dev.waybill.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Divides the load evenly between the instances of a service. The slowest instance's percentiles
 * count.
 */
public record SplitLoad(List<LoadGenerator> instances) implements LoadGenerator {
  @Override
  public Answers run(Load load) {
    Load share = new Load(load.inFlight() / instances.size(), load.duration(), load.hot());
    return together(instance -> instance.run(share));
  }

  @Override
  public Answers run(Rate rate) {
    Rate share = new Rate(rate.perSecond() / instances.size(), rate.leadIn(), rate.duration());
    return together(instance -> instance.run(share));
  }

  private Answers together(Function<LoadGenerator, Answers> run) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return instances.stream()
          .map(instance -> CompletableFuture.supplyAsync(() -> run.apply(instance), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .reduce(SplitLoad::sum)
          .orElseThrow();
    }
  }

  private static Answers sum(Answers one, Answers other) {
    return new Answers(
        one.answered() + other.answered(),
        one.failed() + other.failed(),
        one.onSchedule() && other.onSchedule(),
        one.perSecond() + other.perSecond(),
        Math.max(one.p50(), other.p50()),
        Math.max(one.p99(), other.p99()));
  }
}
