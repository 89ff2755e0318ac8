package dev.waybill.common.tls;

import static dev.waybill.common.tls.TlsFixture.call;
import static dev.waybill.common.tls.TlsFixture.channel;
import static dev.waybill.common.tls.TlsFixture.settings;
import static dev.waybill.common.tls.TlsFixture.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.certificates.Identity;
import dev.waybill.common.channel.Channels;
import dev.waybill.common.failure.Causes;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.TestCertificates;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a channel with TLS says about servers, right ones and wrong ones. */
final class TlsChannelTest {
  private final CertificateAuthority authority = TestCertificates.authority();
  private final LoggedLines log = new LoggedLines("dev.waybill.common.tls.PeerCheck");

  @TempDir private Path folder;
  private TlsSettings client;
  private Path trust;

  @BeforeEach
  void writeFiles() {
    TestCertificates files = new TestCertificates(folder);
    files.write("letters", TestCertificates.issued(authority, "letters"));
    trust = files.writeTrust("ca", authority);
    client = settings(files, "letters", "ca");
  }

  @AfterEach
  void stop() {
    client.close();
    log.close();
  }

  @Test
  void refusesAServerOfAForeignAuthority() throws Exception {
    Identity foreign = TestCertificates.issued(TestCertificates.authority(), "ledger");

    assertRefused(foreign, "its certificate is not from an authority in " + trust);
  }

  @Test
  void refusesAServerWhoseCertificateHasExpired() throws Exception {
    Identity expired = authority.issue("ledger", List.of("ledger"), TestCertificates.yesterday());

    assertRefused(
        expired,
        "its certificate expired at " + expired.chain().getFirst().getNotAfter().toInstant());
  }

  @Test
  void refusesAnotherServiceAtTheSameAddress() throws Exception {
    assertRefused(
        TestCertificates.issued(authority, "letters"),
        "its certificate is for letters, localhost, not for ledger");
  }

  @Test
  void refusesAServerWhoseCertificateIsForClientsOnly() throws Exception {
    KeytoolChain chain = KeytoolChain.of(folder, "clientAuth", "-1d");
    trust(chain);

    assertRefused(
        chain.identity(), "its certificate is not good for a server (extended key usage)");
  }

  @Test
  void refusesAServerWhoseIssuerHasExpired() throws Exception {
    KeytoolChain chain = KeytoolChain.of(folder, "serverAuth", "-3d");
    trust(chain);

    assertRefused(
        chain.identity(),
        "the certificate of its issuer expired at "
            + chain.identity().chain().get(1).getNotAfter().toInstant());
  }

  private void trust(KeytoolChain chain) {
    TestCertificates files = new TestCertificates(folder);
    files.writeTrust("both", authority, chain.authority());
    client = settings(files, "letters", "both");
  }

  @Test
  void failsAtAServerWithoutTls() throws Exception {
    try (GrpcServer plain = TlsFixture.server()) {
      ManagedChannel channel = channel(plain, client, "ledger");
      Status status = failure(channel);
      channel.shutdownNow();

      assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE);
      assertThat(Causes.innermost(Objects.requireNonNull(status.getCause())))
          .contains("not an SSL/TLS record");
    }
  }

  @Test
  void isPlaintextWithoutFiles() throws Exception {
    try (GrpcServer plain = TlsFixture.server();
        TlsSettings nothing = new TlsSettings()) {
      ManagedChannel channel = channel(plain, nothing, "ledger");
      call(channel);
      channel.shutdownNow();
    }
  }

  private void assertRefused(Identity server, String reason) throws Exception {
    Server wrong = start(server);
    ManagedChannel channel =
        Channels.open(
            "127.0.0.1:" + wrong.getPort(),
            client.channelTo("ledger"),
            SampleServiceGrpc.getServiceDescriptor());
    try {
      Status status = failure(channel);

      assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE);
      assertThat(Causes.innermost(Objects.requireNonNull(status.getCause()))).isNotEmpty();
      assertThat(status.getCause()).hasStackTraceContaining(reason);
      assertThat(log.with(reason)).containsExactly("WARN TLS to ledger: " + reason);
    } finally {
      channel.shutdownNow();
      assertThat(wrong.shutdownNow().awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Server start(Identity identity) throws IOException {
    return Grpc.newServerBuilderForPort(
            0, TlsServerCredentials.create(stream(identity.chainPem()), stream(identity.keyPem())))
        .addService(SampleService.answering())
        .build()
        .start();
  }

  private static Status failure(ManagedChannel channel) {
    return Objects.requireNonNull(
            catchThrowableOfType(StatusRuntimeException.class, () -> call(channel)))
        .getStatus();
  }
}
