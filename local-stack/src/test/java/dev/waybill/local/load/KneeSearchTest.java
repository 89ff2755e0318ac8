package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.load.KneeSearch.Knee;
import dev.waybill.local.load.LoadResult.Schedule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The search finds the knee, and it ends. */
final class KneeSearchTest {
  @Test
  void findsTheRateAtWhichAServiceBecomesTooSlow() {
    Knee knee = search(rate -> took(rate > 3100 ? 900 : 10)).run(500);

    assertThat(knee.rate()).isBetween(2900.0, 3100.0);
  }

  @Test
  void goesBelowTheFirstRateWhenThatIsTooHigh() {
    assertThat(search(rate -> took(rate > 40 ? 900 : 10)).run(500).rate()).isBetween(37.0, 40.0);
  }

  @Test
  void forgivesOneHiccup() {
    AtomicBoolean hiccup = new AtomicBoolean(true);

    Knee knee = search(rate -> took(rate > 3100 || hiccup.getAndSet(false) ? 900 : 10)).run(500);

    assertThat(knee.rate()).isBetween(2900.0, 3100.0);
  }

  @Test
  void endsWhenNoRateOrEveryRateIsSustained() {
    Knee nothing = search(_ -> took(900)).run(500);
    Knee everything = search(_ -> took(10)).run(500);

    assertThat(nothing.rate()).isZero();
    assertThat(nothing.steps()).hasSizeLessThanOrEqualTo(KneeSearch.MOST_STEPS);
    assertThat(everything.steps()).hasSize(KneeSearch.MOST_STEPS);
  }

  private static KneeSearch search(DoubleFunction<LoadResult> load) {
    return new KneeSearch(load, Duration.ofMillis(100));
  }

  private static LoadResult took(double p99) {
    return new LoadResult(
        new Schedule(100, 100, 0),
        100,
        Map.of("CONFIRMED", 100L),
        Map.of(),
        Map.of(),
        new Latency(p99, p99, p99, p99, p99));
  }
}
