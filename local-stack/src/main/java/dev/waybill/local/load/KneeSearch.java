package dev.waybill.local.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;

/**
 * Searches for the highest sustained rate: doubles the rate until one fails, then halves the
 * distance between the best and the failed rate until they are close.
 */
public final class KneeSearch {
  public static final int MOST_STEPS = 20;

  private static final double CLOSE_ENOUGH = 1.05;
  private static final double LOWEST_RATE = 1;

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
    double carried = 0;
    double tooMuch = Double.POSITIVE_INFINITY;
    double rate = firstRate;
    while (steps.size() < MOST_STEPS
        && rate >= LOWEST_RATE
        && tooMuch > Math.max(carried, LOWEST_RATE) * CLOSE_ENOUGH) {
      boolean isCarried = isCarried(rate);
      if (!isWanted.getAsBoolean()) {
        // The last rate was not tested for its full duration.
        break;
      }
      if (isCarried) {
        carried = rate;
      } else {
        tooMuch = rate;
      }
      rate = Double.isInfinite(tooMuch) ? carried * 2 : (carried + tooMuch) / 2;
    }
    return new Knee(carried, List.copyOf(steps));
  }

  /** Tries a failed rate again, so that one hiccup of the machine does not decide. */
  private boolean isCarried(double rate) {
    return isCarriedAtOnce(rate)
        || (steps.size() < MOST_STEPS && isWanted.getAsBoolean() && isCarriedAtOnce(rate));
  }

  private boolean isCarriedAtOnce(double rate) {
    LoadResult result = load.apply(rate);
    boolean carried =
        result.failed() == 0
            && result.schedule().isKept()
            && result.latencyMillis().p99() <= p99LimitMillis;
    steps.add(new Step(rate, carried, result));
    return carried;
  }
}
