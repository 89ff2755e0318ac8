package dev.waybill.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A budget shrinks with the clock and is never negative. */
final class TimeBudgetTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final TimeBudget budget = TimeBudget.of(Duration.ofSeconds(10), clock::get);

  @Test
  void shrinksAsTimePassesEvenWhenTheClockWrapsAround() {
    pass(Duration.ofSeconds(4));

    assertThat(budget.remaining()).isEqualTo(Duration.ofSeconds(6));
    assertThat(budget.isSpent()).isFalse();
  }

  @Test
  void isSpentAtItsEndAndNeverNegative() {
    pass(Duration.ofSeconds(10));
    assertThat(budget.isSpent()).isTrue();

    pass(Duration.ofHours(1));
    assertThat(budget.remaining()).isZero();
  }

  @Test
  void measuresALimitFromItsOwnStart() {
    pass(Duration.ofSeconds(4));

    assertThat(budget.atMost(Duration.ofSeconds(8)).remaining()).isEqualTo(Duration.ofSeconds(4));
    assertThat(budget.atMost(Duration.ofSeconds(30)).remaining()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void leavesAReserve() {
    assertThat(budget.minus(Duration.ofSeconds(1)).remaining()).isEqualTo(Duration.ofSeconds(9));
    assertThat(budget.minus(Duration.ofSeconds(11)).isSpent()).isTrue();
  }

  @Test
  void takesDurationsOfAnyLength() {
    assertThat(TimeBudget.of(Duration.ofSeconds(Long.MAX_VALUE)).remaining())
        .isGreaterThan(Duration.ofDays(365));
    assertThat(TimeBudget.of(Duration.ofSeconds(-1)).isSpent()).isTrue();
  }

  private void pass(Duration duration) {
    clock.addAndGet(duration.toNanos());
  }
}
