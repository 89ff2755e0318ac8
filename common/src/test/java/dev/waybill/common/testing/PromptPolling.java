package dev.waybill.common.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes each wait for a condition look at once, soon again, and then less often. By default,
 * Awaitility looks every 100 ms, which is longer than most of what tests wait for. JUnit finds this
 * class by its entry under META-INF/services.
 */
public final class PromptPolling implements BeforeAllCallback {
  private static final Duration FIRST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofMillis(100);

  static {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(
        IterativePollInterval.iterative(PromptPolling::longer, FIRST));
  }

  /** Does nothing more than the class does when it is loaded. */
  @Override
  public void beforeAll(ExtensionContext context) {}

  private static Duration longer(Duration last) {
    Duration twice = last.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }
}
