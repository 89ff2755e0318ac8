package dev.waybill.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeMessagesTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1_500_000_000L, -1_500_000_000L, -1_000_000_000L})
  void durationsSurviveTheWireWithPartsOfOneSign(long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    com.google.protobuf.Duration message = TimeMessages.toMessage(duration);

    assertThat(TimeMessages.toDuration(message)).isEqualTo(duration);
    assertThat(message.getSeconds() * message.getNanos()).isNotNegative();
  }

  @Test
  void instantsSurviveTheWire() {
    Instant instant = Instant.parse("2026-11-21T05:00:00.123456Z");

    assertThat(TimeMessages.toInstant(TimeMessages.toMessage(instant))).isEqualTo(instant);
  }
}
