package dev.waybill.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are formatted in the form in which they are parsed. */
final class DurationsTest {
  @ParameterizedTest
  @CsvSource({"250ms,250", "10s,10000", "15m,900000", "2h,7200000", "90s,90000", "0s,0"})
  void parseAndFormatTheSameText(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Durations.parse(Durations.format(Duration.ofMillis(millis))))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void areAtMostAYear() {
    assertThat(Durations.parse("8760h")).hasDays(365);
    assertThatThrownBy(() -> Durations.parse("999999999h"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at most 8760h, but was \"999999999h\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-1s", "1.5s", "10 s", "s", "1d", "99999999999s"})
  void sayWhatIsExpected(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a duration such as 250ms, 10s, 15m or 2h, but was \"" + text + "\"");
  }
}
