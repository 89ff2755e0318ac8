package dev.waybill.common.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScrapeTest {
  @Test
  void readsNamesTypesLabelsAndValues() {
    Scrape scrape =
        Scrape.parse(
            """
            # HELP calls_seconds How long calls take.
            # TYPE calls_seconds histogram
            calls_seconds_bucket{method="a \\"b\\", c",le="0.5"} 1
            calls_seconds_bucket{method="a \\"b\\", c",le="+Inf"} 3
            calls_seconds_count{method="a \\"b\\", c"} 3
            calls_seconds_sum{method="a \\"b\\", c"} 1.5
            # TYPE waiting gauge
            waiting 7.0
            """);

    assertThat(scrape.types()).containsEntry("calls_seconds", "histogram");
    assertThat(scrape.labels("calls_seconds")).containsExactly("method");
    assertThat(scrape.values("calls_seconds", "method")).containsExactly("a \\\"b\\\", c");
    assertThat(scrape.sum("calls_seconds_count", Map.of())).isEqualTo(3);
    assertThat(scrape.sum("waiting", Map.of())).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting 7",
        "# TYPE waiting number\nwaiting 7",
        "# TYPE waiting gauge\n# TYPE waiting gauge\nwaiting 7",
        "# TYPE waiting gauge\nwaiting 7\nwaiting 8",
        "# TYPE waiting gauge\nwaiting{a=b} 7",
        "# TYPE waiting gauge\nwaiting{a=\"b\",a=\"c\"} 7",
        "# TYPE waiting gauge\nwaiting",
        "<html>"
      })
  void refusesWhatIsNotTheTextFormat(String text) {
    assertThatThrownBy(() -> Scrape.parse(text)).isInstanceOf(AssertionError.class);
  }
}
