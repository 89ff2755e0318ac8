package dev.waybill.common.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.StartupException;
import dev.waybill.sample.v1.SampleServiceGrpc;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings that would break watching are rejected at the start. */
final class StreamSettingsTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void acceptsItsDefaults() {
    new StreamSettings().heartbeats(SampleServiceGrpc.getWatchItemsMethod()).close();
  }

  @Test
  void rejectsHeartbeatsThatComeAfterTheIdleTimeout() {
    StreamSettings settings = new StreamSettings().with(SHORT, Duration.ofSeconds(40));
    assertThatThrownBy(() -> settings.heartbeats(SampleServiceGrpc.getWatchItemsMethod()))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "--heartbeat-interval 40s: expected at most half of the 1m after which"
                + " sample.v1.SampleService/WatchItems counts as idle");
  }

  @Test
  void rejectsAWatchIntervalOfZero() {
    StreamSettings settings = new StreamSettings().with(Duration.ZERO, SHORT);
    assertThatThrownBy(settings::watchInterval)
        .isInstanceOf(StartupException.class)
        .hasMessage("--watch-interval 0s: expected more than 0s");
  }
}
