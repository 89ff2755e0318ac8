package dev.waybill.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tables say what was measured, and whether that is enough. */
final class TablesTest {
  private final Findings findings = new Findings();

  @Test
  void aTargetIsMetAtItsLeastAndBeyond() {
    findings.figure("round_trips_on_the_way_at_1", 6);
    findings.figure("hot_share_of_order_updates_services", 99);
    findings.figure("cpu_at_16_vs_256", 1.6);

    assertThat(text().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "measure value at least aim",
            "database round trips on the way of a lone order 6.00 6.00 4.00 met",
            "HOT share of updates of orders 99.00 % 90.00 % 99.00 % met, and the aim",
            "CPU of a whole order at 16 in flight, against 256 1.60 x 1.50 x 1.20 x not met",
            "rate with p99 <= 50 ms, against pgbench's 4.00 x 8.00 x not measured");
  }

  @Test
  void ratesStandSideBySide() {
    findings.figure("rate_with_p99_50_ms_REST_peer", 25);
    findings.figure("p50_at_half_the_rate_REST_peer", 12);
    findings.figure("p99_at_half_the_rate_REST_peer", 30);

    assertThat(text()).containsPattern("REST peer +25.00 +12.00 +30.00");
  }

  private String text() {
    return new Report(findings).table();
  }
}
