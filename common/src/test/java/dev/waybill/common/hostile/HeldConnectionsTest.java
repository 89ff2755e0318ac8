package dev.waybill.common.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.StartsFirst;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Connections that send little and hold on to time, streams and buffers. Each waits for a limit of
 * the server, so they do so side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
@StartsFirst
final class HeldConnectionsTest {
  private static final HeaderBlock CALL = HeaderBlock.calling(Target.SERVICE + "GetItem");

  /** The limit in the server's settings. */
  private static final int MOST_CALLS = 1000;

  @AutoClose private final Target target = new Target();

  @AfterEach
  void othersAreServed() {
    target.assertBystanderIsServed();
  }

  @Test
  void closesConnectionWithoutPrefaceInTime() throws IOException {
    try (RawConnection silent = RawConnection.connect(target.port());
        RawConnection half = RawConnection.connect(target.port());
        RawConnection withoutSettings = RawConnection.connect(target.port())) {
      half.send(Arrays.copyOf(RawConnection.PREFACE, 10));
      withoutSettings.send(RawConnection.PREFACE);

      assertThat(silent.end()).isEqualTo("goaway NO_ERROR");
      assertThat(half.end()).isEqualTo("goaway NO_ERROR");
      assertThat(withoutSettings.end()).isEqualTo("goaway NO_ERROR");
    }
  }

  @Test
  void closesConnectionThatSendsThePrefaceByteByByte() throws IOException {
    try (RawConnection slow = RawConnection.connect(target.port())) {
      ByteBuffer preface = ByteBuffer.wrap(RawConnection.PREFACE);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                if (!slow.answers().isClosed()) {
                  slow.send(new byte[] {preface.get()});
                }
                return slow.answers().isClosed();
              });
    }
  }

  @Test
  void closesConnectionThatSendsHeadersInTinyPieces() throws IOException {
    try (RawConnection slow = target.open()) {
      byte[] block = CALL.encoded();
      slow.send(new Frame(Frame.HEADERS, 0, 1, Arrays.copyOf(block, 1)));
      for (int i = 1; i < 20; i++) {
        slow.send(new Frame(Frame.CONTINUATION, 0, 1, new byte[] {block[i]}));
      }
      assertThat(slow.end()).isEqualTo("goaway ENHANCE_YOUR_CALM");
    }
  }

  @Test
  void closesHttp1Connection() throws IOException {
    try (RawConnection other = RawConnection.connect(target.port())) {
      other.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));

      assertThat(other.end()).isEqualTo("goaway PROTOCOL_ERROR");
    }
  }

  /** Unread answers pile up in the server, but only up to a limit. */
  @Test
  void closesConnectionThatNeverReads() throws IOException {
    try (RawConnection deaf = RawConnection.deaf(target.port()).greet()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> deaf.flood(Frame.settings(), 20_000_000));
    }
  }

  /** The calls stay open until the method's time limit ends them. */
  @Test
  void servesOthersWhileAConnectionHasTheMostCalls() throws IOException {
    try (RawConnection greedy = target.open()) {
      for (int call = 0; call <= MOST_CALLS; call++) {
        greedy.send(Frame.headers(1 + 2 * call, 0, CALL));
      }
      assertThat(greedy.answer(1 + 2 * MOST_CALLS)).isEqualTo("reset REFUSED_STREAM");
      target.assertBystanderIsServed();
      assertThat(greedy.answer(1)).isEqualTo("DEADLINE_EXCEEDED");
      assertThat(greedy.answer(2 * MOST_CALLS - 1)).isEqualTo("DEADLINE_EXCEEDED");
    }
  }
}
