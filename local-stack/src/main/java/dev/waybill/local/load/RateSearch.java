package dev.waybill.local.load;

import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;

/**
 * Searches for the highest rate that is carried: doubles the rate until one fails, then halves the
 * distance between the best and the failed rate until they are close.
 */
public final class RateSearch {
  private static final double LOWEST_RATE = 1;

  private final DoublePredicate carries;
  private final int mostTests;
  private final double closeEnough;
  private final BooleanSupplier isWanted;
  private int tests;

  /**
   * Creates a search.
   *
   * @param carries tests a rate
   * @param mostTests after so many tests the best rate so far is the result
   * @param closeEnough the ratio of the failed rate to the best at which the search ends
   * @param isWanted asked after each test, whose result does not count if the answer is no
   */
  public RateSearch(
      DoublePredicate carries, int mostTests, double closeEnough, BooleanSupplier isWanted) {
    this.carries = carries;
    this.mostTests = mostTests;
    this.closeEnough = closeEnough;
    this.isWanted = isWanted;
  }

  /** The highest rate that was carried; 0 if none was. */
  public double from(double firstRate) {
    double carried = 0;
    double tooMuch = Double.POSITIVE_INFINITY;
    double rate = firstRate;
    while (tests < mostTests
        && rate >= LOWEST_RATE
        && tooMuch > Math.max(carried, LOWEST_RATE) * closeEnough) {
      boolean isCarried = isCarried(rate);
      if (!isWanted.getAsBoolean()) {
        break;
      }
      if (isCarried) {
        carried = rate;
      } else {
        tooMuch = rate;
      }
      rate = Double.isInfinite(tooMuch) ? carried * 2 : (carried + tooMuch) / 2;
    }
    return carried;
  }

  /** Tries a failed rate again, so that one hiccup of the machine does not decide. */
  private boolean isCarried(double rate) {
    return isCarriedAtOnce(rate)
        || (tests < mostTests && isWanted.getAsBoolean() && isCarriedAtOnce(rate));
  }

  private boolean isCarriedAtOnce(double rate) {
    tests++;
    return carries.test(rate);
  }
}
