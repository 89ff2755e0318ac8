package dev.waybill.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a standard stream knows about its destination. */
final class StandardStreamTest {
  @Test
  void isPlainOnDumbTerminalsAndInFiles() {
    assertThat(terminal(true, Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
    assertThat(terminal(true, Map.of())).isEqualTo(Terminal.NONE);
    assertThat(terminal(true, Map.of("TERM", ""))).isEqualTo(Terminal.NONE);
    assertThat(terminal(false, Map.of("TERM", "xterm"))).isEqualTo(Terminal.NONE);
  }

  @Test
  void hasColoursUnlessTheUserWantsNone() {
    assertThat(terminal(true, Map.of("TERM", "xterm")).hasColours()).isTrue();
    assertThat(terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "")).hasColours()).isTrue();

    Terminal withoutColours = terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "1"));
    assertThat(withoutColours.hasColours()).isFalse();
    assertThat(withoutColours.canMove()).isTrue();
  }

  @Test
  void writesUtf8InAnyLocale() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    StandardStream stream = StandardStream.to(written, Terminal.NONE);

    stream.println("K\u00e4se");

    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("K\u00e4se");
    assertThat(stream.hasReader()).isTrue();
    assertThat(stream.loss()).isEmpty();
  }

  @Test
  void distinguishesLostOutputFromAClosedPipe() {
    StandardStream full = StandardStream.to(failing("No space left on device"), Terminal.NONE);
    StandardStream closed = StandardStream.to(failing("Broken pipe"), Terminal.NONE);

    full.println("lost");
    closed.println("unread");

    assertThat(full.loss()).contains("no space left on device");
    assertThat(closed.loss()).isEmpty();
    assertThat(closed.hasReader()).isFalse();
  }

  private static Terminal terminal(boolean isTerminal, Map<String, String> environment) {
    return StandardStream.terminal(isTerminal, 1, environment);
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
