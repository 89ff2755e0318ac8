package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Explains why a service cannot be reached in the user's words instead of the network library's.
 */
final class TransportFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          finishConnect(..) failed with error(-111): Connection refused                | connection refused
          finishConnect(..) failed: Connection refused: /127.0.0.1:1                   | connection refused
          finishConnect(..) failed with error(-111): Connection refused: host/::1:50051 | connection refused
          finishConnect(..) failed with error(-111)                                    | connection refused
          finishConnect(..) failed with error(-110)                                    | connection timed out
          connect(..) failed with error(-101): Network is unreachable                  | network is unreachable
          Connection refused: /127.0.0.1:50051                                         | connection refused
          connection timed out after 20000 ms: /10.0.0.1:1                             | connection timed out after 20000 ms
          """)
  void usesTheOperatingSystemsWords(String netty, String plain) {
    assertThat(reason(new ConnectException(netty))).isEqualTo(plain);
    assertThat(reason(new IOException("io exception", new ConnectException(netty))))
        .isEqualTo(plain);
  }

  @Test
  void explainsFailuresThatHaveNoClearMessage() {
    Map<Throwable, String> reasons =
        Map.of(
            new UnknownHostException("host: Name or service not known"),
            "the host name is unknown",
            new ClosedChannelException(),
            "the connection was closed",
            new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"),
            "connection reset by peer",
            new IllegalStateException("First received frame was not SETTINGS. Hex dump: 48"),
            "the server at this address does not speak gRPC");
    reasons.forEach((cause, plain) -> assertThat(reason(cause)).isEqualTo(plain));
    assertThat(
            TransportFailure.reason(
                Status.UNAVAILABLE.withDescription("Network closed for unknown reason")))
        .isEqualTo("the connection was closed");
    assertThat(TransportFailure.reason(Status.UNAVAILABLE)).isEqualTo("no further detail");
  }

  private static String reason(Throwable cause) {
    return TransportFailure.reason(
        Status.UNAVAILABLE.withDescription("io exception").withCause(cause));
  }
}
