package dev.waybill.common.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Attributes;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearerTokenTest {
  private static final String OTHER_MACHINE = "192.0.2.1";

  @Test
  void goesInPlaintextToThisMachineOnly() throws UnknownHostException {
    assertThat(sent("127.0.0.1", SecurityLevel.NONE).headers()).contains("Bearer the-secret");
    assertThat(sent("::1", SecurityLevel.NONE).headers()).contains("Bearer the-secret");

    Sent refused = sent(OTHER_MACHINE, SecurityLevel.NONE);
    assertThat(refused.headers()).isEmpty();
    assertThat(refused.failure()).contains("not encrypted").doesNotContain("the-secret");
    assertThat(sent(OTHER_MACHINE, SecurityLevel.INTEGRITY).headers()).isEmpty();
  }

  @Test
  void goesAnywhereOverTls() throws UnknownHostException {
    assertThat(sent(OTHER_MACHINE, SecurityLevel.PRIVACY_AND_INTEGRITY).headers())
        .contains("Bearer the-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"the-secret\n", "the-secret\r\nx", "the secret", "the-sécret", ""})
  void isRefusedWithoutBeingShownIfNoHeaderMayHoldIt(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BearerToken(token))
        .withMessage("expected a token, of letters, digits and -._~+/ in one line without spaces");
  }

  @Test
  void isNotShown() {
    assertThat(new BearerToken("the-secret")).asString().doesNotContain("the-secret");
  }

  private static Sent sent(String address, SecurityLevel level) throws UnknownHostException {
    Sent sent = new Sent();
    new BearerToken("the-secret")
        .applyRequestMetadata(
            new Request(InetAddress.getByName(address), level), Runnable::run, sent);
    return sent;
  }

  /** What became of the token. */
  private static final class Sent extends CallCredentials.MetadataApplier {
    private @Nullable Metadata applied;
    private @Nullable Status failed;

    @Override
    public void apply(Metadata headers) {
      applied = headers;
    }

    @Override
    public void fail(Status status) {
      failed = status;
    }

    String headers() {
      Metadata.Key<String> key = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
      return applied == null ? "" : String.valueOf(applied.get(key));
    }

    String failure() {
      return String.valueOf(failed);
    }
  }

  /** A call over a connection to an address. */
  private static final class Request extends CallCredentials.RequestInfo {
    private final InetAddress address;
    private final SecurityLevel level;

    Request(InetAddress address, SecurityLevel level) {
      this.address = address;
      this.level = level;
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      return SampleServiceGrpc.getGetItemMethod();
    }

    @Override
    public SecurityLevel getSecurityLevel() {
      return level;
    }

    @Override
    public String getAuthority() {
      return address.getHostAddress();
    }

    @Override
    public Attributes getTransportAttrs() {
      return Attributes.newBuilder()
          .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, new InetSocketAddress(address, 50_051))
          .build();
    }
  }
}
