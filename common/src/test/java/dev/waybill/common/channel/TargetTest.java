package dev.waybill.common.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which texts are valid targets, and the messages for the others. */
final class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:50051",
        "127.0.0.1:1",
        "[::1]:58132",
        "[fe80::1%25eth0]:50051",
        "ledger.zone.svc.cluster.local:65535",
        "dns:///ledger:50052",
        "dns:ledger:50052",
        "dns://8.8.8.8/ledger:50052"
      })
  void takesAddressesAndUrisOfKnownResolvers(String text) {
    assertThat(Target.check(text)).isEqualTo(text);
    assertThatCode(
            () ->
                Grpc.newChannelBuilder(text, InsecureChannelCredentials.create())
                    .build()
                    .shutdownNow())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ::1:58132             | an IPv6 address stands in brackets
          fe80::7:50051         | an IPv6 address stands in brackets
          http://localhost:1    | there is no name resolver for "http:"
          https://host          | there is no name resolver for "https:"
          xds:///x              | there is no name resolver for "xds:"
          localhost             | the port is missing
          localhost:            | the port is missing
          [::1]                 | the port is missing
          dns:///localhost      | the port is missing
          localhost:0           | a port is a number from 1 to 65535
          localhost:99999       | a port is a number from 1 to 65535
          dns:///[::1]:50052    | gRPC takes an IPv6 address only without "dns:"
          dns:///localhost:0    | a port is a number from 1 to 65535
          user@localhost:50051  | there is no user in a target
          """)
  void saysWhatIsWrongWithOthers(String text, String why) {
    assertThatThrownBy(() -> Target.check(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected HOST:PORT, such as localhost:50051 or [::1]:50051, but was \"%s\": %s"
                .formatted(text, why));
  }

  @Test
  void rejectsTextThatIsNotAnAddress() {
    Stream.of(
            "",
            " ",
            "foo bar:1",
            ":50051",
            ":",
            "/path:1",
            "//host:1",
            "host:port",
            "host:-1",
            "host:1:2",
            "host:50051/path",
            "host:50051?x=1",
            "host:50051#f",
            "a_b:1",
            "host:99999999999",
            "host:1 ",
            "[::1",
            "[::g]:1",
            "dns:",
            "dns:///",
            "dns:///a b:1",
            "käse:1\n")
        .forEach(
            text ->
                assertThatThrownBy(() -> Target.check(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected HOST:PORT")
                    .hasMessageContaining("but was \"" + text + "\""));
  }
}
