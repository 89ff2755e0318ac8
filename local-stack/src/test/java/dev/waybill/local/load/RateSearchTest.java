package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The search ends when it is close enough, has used up its tests, or is no longer wanted. */
final class RateSearchTest {
  private final List<Double> tested = new ArrayList<>();

  @Test
  void endsWhenTheRatesAreCloseEnough() {
    assertThat(search(100, 1.5, () -> true).from(400)).isEqualTo(600);
    assertThat(tested).containsExactly(400.0, 800.0, 800.0, 600.0);
  }

  @Test
  void returnsTheBestRateWhenItsTestsAreUsedUp() {
    assertThat(search(3, 1.01, () -> true).from(100)).isEqualTo(400);
    assertThat(tested).containsExactly(100.0, 200.0, 400.0);
  }

  @Test
  void forgetsTheTestDuringWhichItWasCalledOff() {
    assertThat(search(100, 1.01, () -> tested.size() < 3).from(100)).isEqualTo(200);
    assertThat(tested).containsExactly(100.0, 200.0, 400.0);
  }

  /** Of something that carries 600. */
  private RateSearch search(int mostTests, double closeEnough, BooleanSupplier isWanted) {
    return new RateSearch(
        rate -> {
          tested.add(rate);
          return rate <= 600;
        },
        mostTests,
        closeEnough,
        isWanted);
  }
}
