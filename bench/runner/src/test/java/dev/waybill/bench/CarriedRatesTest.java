package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.Rate;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.stack.Contender;
import dev.waybill.bench.stack.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rate with a p99 of 50 ms is found within the number of tests that is allowed. */
final class CarriedRatesTest {
  private final Findings findings = new Findings();
  private final CarriedRates rates = new CarriedRates(Plan.quick(), findings);

  @Test
  void findsTheRateAndMeasuresAtHalfOfIt() {
    double rate = rates.carried(new Fake(150), 400);

    assertThat(rate).isBetween(135.0, 150.0);
    assertThat(findings.median("rate_with_p99_50_ms_fake")).isEqualTo(rate);
    assertThat(findings.median("p99_at_half_the_rate_fake")).isEqualTo(10);
  }

  @Test
  void waitsForTheWorkThatAFailedRateHasLeft() {
    Fake fake = new Fake(10);

    rates.carried(fake, 4000);

    assertThat(fake.tested).hasSizeLessThanOrEqualTo(Plan.quick().search().mostTests() + 1);
    assertThat(fake.finished).isEqualTo(fake.tested.size());
  }

  @Test
  void saysThatNoRateIsCarried() {
    assertThat(rates.carried(new Fake(0), 400)).isZero();
    assertThat(findings.median("p99_at_half_the_rate_fake")).isNaN();
  }

  @Test
  void measuresLowRatesLonger() {
    Rate low = rates.rate(30);
    Rate high = rates.rate(300);

    assertThat(low.duration()).isEqualTo(high.duration().multipliedBy(2));
  }

  /** Answers in time up to a rate. */
  private static final class Fake implements Contender {
    private final double limit;
    private final List<Double> tested = new ArrayList<>();
    private int finished;

    Fake(double limit) {
      this.limit = limit;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Sample run(Load load) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answers at(Rate rate) {
      tested.add(rate.perSecond());
      double millis = rate.perSecond() > limit ? 900 : 10;
      return new Answers(100, 0, true, rate.perSecond(), millis, millis);
    }

    @Override
    public void finish() {
      finished++;
    }
  }
}
