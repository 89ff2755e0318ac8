package dev.waybill.local.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;

/** Searches for the highest rate at which no call fails and the p99 stays within a limit. */
public final class KneeSearch {
  public static final int MOST_STEPS = 20;

  private static final double CLOSE_ENOUGH = 1.05;

  private final DoubleFunction<LoadResult> load;
  private final BooleanSupplier isWanted;
  private final double p99LimitMillis;
  private final List<Step> steps = new ArrayList<>();

  /** One rate that was tested. */
  public record Step(double rate, boolean carried, LoadResult result) {}

  /**
   * The result of the search.
   *
   * @param rate the highest rate that was sustained; 0 if none was
   */
  public record Knee(double rate, List<Step> steps) {}

  /** Searches with a function that tests a rate. */
  KneeSearch(DoubleFunction<LoadResult> load, Duration p99Limit) {
    this(load, p99Limit, () -> true);
  }

  /** The same, but stops once the search is no longer wanted. */
  KneeSearch(DoubleFunction<LoadResult> load, Duration p99Limit, BooleanSupplier isWanted) {
    this.isWanted = isWanted;
    this.load = load;
    this.p99LimitMillis = p99Limit.toMillis();
  }

  Knee run(double firstRate) {
    double rate =
        new RateSearch(this::isCarried, MOST_STEPS, CLOSE_ENOUGH, isWanted).from(firstRate);
    return new Knee(rate, List.copyOf(steps));
  }

  private boolean isCarried(double rate) {
    LoadResult result = load.apply(rate);
    boolean carried =
        result.failed() == 0
            && result.schedule().isKept()
            && result.latencyMillis().p99() <= p99LimitMillis;
    steps.add(new Step(rate, carried, result));
    return carried;
  }
}
