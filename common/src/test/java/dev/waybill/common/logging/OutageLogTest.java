package dev.waybill.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.LoggedLines;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An outage of hours must be visible in the log without filling it. */
final class OutageLogTest {
  private static final String NAME = "outage-log-test";

  private final Logger logger = LoggerFactory.getLogger(NAME);
  private final LoggedLines lines = new LoggedLines(NAME);
  private long now;
  private final OutageLog outage = new OutageLog(logger, "database", () -> now);

  @AfterEach
  void closeLines() {
    lines.close();
  }

  @Test
  void logsTheCauseOnceThenACountAtIntervalsThenTheEnd() {
    for (int second = 0; second < 70; second++) {
      outage.failed("refused");
      pass(Duration.ofSeconds(1));
    }
    outage.recovered();
    outage.recovered();

    assertThat(lines.with(""))
        .containsExactly(
            "WARN database: refused",
            "WARN database: still failing after 30s, 31 failures so far: refused",
            "WARN database: still failing after 60s, 61 failures so far: refused",
            "INFO database: works again after 70s, 70 failures");
  }

  @Test
  void logsEachCauseOfAnOutageOnce() {
    outage.failed("refused");
    outage.failed("starting up");
    outage.failed("refused");
    outage.failed("starting up");

    assertThat(lines.with(""))
        .containsExactly("WARN database: refused", "WARN database: starting up");
  }

  @Test
  void isBoundedWhenEveryCauseIsNew() {
    for (int i = 0; i < 1000; i++) {
      outage.failed("port " + i);
    }

    assertThat(lines.with("")).hasSize(16);
  }

  @Test
  void doesNotLogAnIntermittentFailureAgain() {
    for (int i = 0; i < 100; i++) {
      outage.failed("timed out");
      outage.recovered();
    }

    assertThat(lines.with(""))
        .containsExactly(
            "WARN database: timed out", "INFO database: works again after 0s, 1 failure");
  }

  @Test
  void announcesTheNextOutage() {
    outage.failed("refused");
    outage.recovered();
    pass(Duration.ofSeconds(10));
    outage.failed("refused");

    assertThat(lines.with("WARN")).hasSize(2);
  }

  @Test
  void logsNothingWithoutFailures() {
    outage.recovered();

    assertThat(lines.with("")).isEmpty();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
