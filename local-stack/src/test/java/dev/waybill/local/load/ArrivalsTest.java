package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Orders are spread over their phase as asked. */
final class ArrivalsTest {
  private static final int COUNT = 10_000;

  @Test
  void evenOrdersAreEquallyFarApart() {
    assertThat(due(Arrivals.EVEN, 4)).containsExactly(0, 0.25, 0.5, 0.75);
  }

  @Test
  void randomOrdersComeInOrderWithinThePhase() {
    double[] due = due(Arrivals.RANDOM, COUNT);

    assertThat(due).isSorted();
    assertThat(due[0]).isNotNegative();
    assertThat(due[COUNT - 1]).isLessThanOrEqualTo(1);
  }

  @Test
  void gapsBetweenRandomOrdersAreAsUnequalAsThoseOfIndependentCustomers() {
    double[] due = due(Arrivals.RANDOM, COUNT);
    double[] gaps = new double[COUNT - 1];
    Arrays.setAll(gaps, i -> (due[i + 1] - due[i]) * COUNT);

    // Of exponential gaps, 1 in e is longer than the mean. Even ones would have none or all.
    assertThat(Arrays.stream(gaps).filter(gap -> gap > 1).count() / (double) COUNT)
        .isBetween(1 / Math.E - 0.03, 1 / Math.E + 0.03);
  }

  private static double[] due(Arrivals arrivals, int count) {
    double[] due = new double[count];
    double previous = 0;
    for (int number = 0; number < count; number++) {
      previous = arrivals.due(number, count, previous);
      due[number] = previous;
    }
    return due;
  }
}
