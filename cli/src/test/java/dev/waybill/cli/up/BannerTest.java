package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** The banner must stay a table, however long the names of the services are. */
final class BannerTest {
  @Test
  void makesRoomForTheLongestName() {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    rows.put("returned-goods", "127.0.0.1:50051");
    rows.put("log", "up.log");

    assertThat(Banner.aligned(rows))
        .containsExactly("  returned-goods   127.0.0.1:50051", "  log              up.log");
  }
}
