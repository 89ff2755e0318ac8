package dev.waybill.local.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleFunction;

/** Runs the phases of a load one after another and reports their progress. */
public final class LoadRun {
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

  /** Ctrl-C should end the run soon, and by then most orders in flight have been answered. */
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final OrderCalls calls;
  private final OrderMix mix;
  private final LoadPlan plan;
  private final LoadProgress progress;
  private boolean interrupted;

  public LoadRun(OrderCalls calls, OrderMix mix, LoadPlan plan, LoadProgress progress) {
    this.calls = calls;
    this.mix = mix;
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs the load once; empty if it was interrupted before anything was measured. */
  public Optional<LoadResult> once() {
    Pace pace =
        plan.inFlight()
            .<Pace>map(number -> new ClosedLoop(calls, mix, number))
            .orElseGet(() -> new OpenLoop(calls, mix, plan.rate(), plan.arrivals()));
    warmUp(pace);
    if (plan.inFlight().isPresent()) {
      // Otherwise twice as many orders would be in flight for a moment.
      calls.awaitAll();
    }
    return interrupted
        ? Optional.empty()
        : Optional.of(measure("measuring", pace, plan.duration()));
  }

  /** Searches for the highest rate that is sustained. */
  public KneeSearch.Knee knee() {
    warmUp(new OpenLoop(calls, mix, plan.rate(), plan.arrivals()));
    DoubleFunction<LoadResult> load =
        rate -> {
          Pace pace = new OpenLoop(calls, mix, rate, plan.arrivals());
          String phase = String.format(Locale.ROOT, "%,.0f a second", rate);
          LoadResult result = measure(phase, pace, plan.duration());
          progress.step(rate, result);
          return result;
        };
    return new KneeSearch(load, plan.p99Limit(), () -> !interrupted).run(plan.rate());
  }

  /** Whether an interrupt ended it early. */
  public boolean isInterrupted() {
    return interrupted;
  }

  /** Does not wait for the last answers, so that the load continues without a break. */
  private void warmUp(Pace pace) {
    if (plan.warmup().isPositive()) {
      run("warming up", pace, plan.warmup());
    }
  }

  private LoadResult measure(String phase, Pace pace, Duration time) {
    Tally tally = run(phase, pace, time);
    if (interrupted) {
      calls.awaitAll(AFTER_INTERRUPT);
    } else {
      calls.awaitAll();
    }
    return tally.result();
  }

  private Tally run(String phase, Pace pace, Duration time) {
    Tally tally = new Tally(time);
    AtomicBoolean over = new AtomicBoolean();
    Thread watcher = Thread.ofVirtual().start(() -> watch(phase, tally, over));
    pace.run(tally);
    if (Thread.interrupted()) {
      interrupted = true;
      tally.endNow();
    }
    over.set(true);
    watcher.interrupt();
    join(watcher);
    return tally;
  }

  /** Waits for the watcher, because its last line must not appear after the next output. */
  private void join(Thread watcher) {
    try {
      watcher.join();
    } catch (InterruptedException _) {
      interrupted = true;
    }
  }

  /** An interrupt alone would not end it, because HdrHistogram may swallow one. */
  private void watch(String phase, Tally tally, AtomicBoolean over) {
    try {
      while (!over.get()) {
        Thread.sleep(PROGRESS_INTERVAL);
        Latency lately = Latency.of(tally.latest());
        progress.progress(phase, tally.result(), lately);
      }
    } catch (InterruptedException _) {
      // The phase is over.
    }
  }
}
