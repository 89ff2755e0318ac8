package dev.waybill.common.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The wait before the next attempt. */
final class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Backoff BACKOFF = new Backoff(FIRST, LONGEST);

  @Property
  void waitsBetweenHalfAndAllOfTheDoubledWait(@ForAll @IntRange(max = 5) int failures) {
    Duration full = FIRST.multipliedBy(1L << failures);

    assertThat(BACKOFF.after(failures)).isBetween(full.dividedBy(2), full);
  }

  @Property
  void neverWaitsLongerThanTheLongest(@ForAll @IntRange(min = 6) int failures) {
    assertThat(BACKOFF.after(failures)).isBetween(LONGEST.dividedBy(2), LONGEST);
  }

  @Test
  void countBelowZeroIsTheFirstFailure() {
    assertThat(BACKOFF.after(-1)).isBetween(FIRST.dividedBy(2), FIRST);
  }

  @Test
  void refusesFirstWaitThatIsZeroOrLongerThanTheLongest() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, LONGEST));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(LONGEST.plusMillis(1), LONGEST));
  }
}
