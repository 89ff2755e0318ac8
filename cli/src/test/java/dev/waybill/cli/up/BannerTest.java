package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.up.Banner.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The banner must stay a table, however long the names of the services are. */
final class BannerTest {
  @Test
  void makesRoomForTheLongestName() {
    List<Row> rows =
        List.of(new Row("returned-goods", "127.0.0.1:50051"), new Row("log", "up.log"));

    assertThat(Banner.aligned(rows))
        .containsExactly("  returned-goods   127.0.0.1:50051", "  log              up.log");
  }
}
