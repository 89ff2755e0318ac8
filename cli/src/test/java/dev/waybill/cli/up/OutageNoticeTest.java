package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.output.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The terminal of `up` must show that the database is gone, why, and when it is back. */
final class OutageNoticeTest {
  @Test
  void printsTheReasonAndTheEnd() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OutageNotice notice =
        new OutageNotice(Screen.plain(new PrintStream(text, true, StandardCharsets.UTF_8)));
    notice.began("PostgreSQL does not start: No space left on device");
    notice.ended();
    assertThat(text.toString(StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .startsWith("PostgreSQL does not start: No space left on device")
        .endsWith("PostgreSQL is back.");
  }
}
