package dev.waybill.common.tls;

import static dev.waybill.common.tls.TlsFixture.call;
import static dev.waybill.common.tls.TlsFixture.channel;
import static dev.waybill.common.tls.TlsFixture.foreignChannel;
import static dev.waybill.common.tls.TlsFixture.joined;
import static dev.waybill.common.tls.TlsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.certificates.Identity;
import dev.waybill.common.channel.Channels;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.TestCertificates;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server with TLS says to clients, right ones and wrong ones. */
final class TlsServerTest {
  private final CertificateAuthority authority = TestCertificates.authority();
  private final LoggedLines log = new LoggedLines("dev.waybill.common.server.HandshakeLog");

  @TempDir private Path folder;
  private TestCertificates files;
  private Path trust;
  private GrpcServer server;

  @BeforeEach
  void start() {
    files = new TestCertificates(folder);
    files.write("ledger", TestCertificates.issued(authority, "ledger"));
    files.write("letters", TestCertificates.issued(authority, "letters"));
    trust = files.writeTrust("ca", authority);
    server = TlsFixture.server(files.settings("ledger", "ca"));
  }

  @AfterEach
  void stop() {
    server.close();
    log.close();
  }

  @Test
  void answersAClientOfATrustedAuthority() {
    try (TlsSettings client = settings(files, "letters", "ca")) {
      ManagedChannel channel = channel(server, client, "ledger");
      call(channel);
      channel.shutdownNow();
    }
  }

  @Test
  void refusesAClientOfAForeignAuthority() throws Exception {
    Identity foreign = TestCertificates.issued(TestCertificates.authority(), "letters");

    assertThat(failure(foreign)).isEqualTo(Code.UNAVAILABLE);
    awaitLine("its certificate is not from an authority in " + trust);
  }

  @Test
  void refusesAClientWhoseCertificateHasExpired() throws Exception {
    Identity expired = authority.issue("letters", List.of("letters"), TestCertificates.yesterday());

    assertThat(failure(expired)).isEqualTo(Code.UNAVAILABLE);
    awaitLine("its certificate expired at " + expired.chain().getFirst().getNotAfter().toInstant());
  }

  @Test
  void refusesAClientWithoutACertificateUnlessItIsOptional() {
    try (TlsSettings client = new TlsSettings(null, null, trust)) {
      ManagedChannel channel = channel(server, client, "ledger");
      assertThat(CallError.of(() -> call(channel)).code()).isEqualTo(Code.UNAVAILABLE);
      channel.shutdownNow();
      awaitLine("it shows no certificate");

      try (GrpcServer open =
          TlsFixture.server(
              joined(files.settings("ledger", "ca"), "--tls-client-certificates=optional"))) {
        ManagedChannel admitted = channel(open, client, "ledger");
        call(admitted);
        admitted.shutdownNow();
      }
    }
  }

  @Test
  void doesNotAdmitEverybodyFromOtherMachines() {
    String[] open =
        joined(
            files.settings("ledger", "ca"), "--tls-client-certificates=optional", "--bind=0.0.0.0");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> TlsFixture.server(open))
        .withMessage(
            "--tls-client-certificates: \"optional\" would admit everybody who can reach 0.0.0.0:"
                + " set \"required\", or --auth-jwks, --auth-issuer and --auth-audience");
  }

  @Test
  void refusesAForeignCertificateAlsoWhereNoneIsRequired() throws Exception {
    Identity foreign = TestCertificates.issued(TestCertificates.authority(), "letters");
    try (GrpcServer open =
        TlsFixture.server(
            joined(files.settings("ledger", "ca"), "--tls-client-certificates=optional"))) {
      ManagedChannel channel = foreignChannel(open, trust, foreign);
      assertThat(CallError.of(() -> call(channel)).code()).isEqualTo(Code.UNAVAILABLE);
      channel.shutdownNow();
    }
  }

  @Test
  void refusesPlaintext() {
    ManagedChannel channel =
        Channels.open("127.0.0.1:" + server.port(), SampleServiceGrpc.getServiceDescriptor());
    assertThat(CallError.of(() -> call(channel)).code()).isEqualTo(Code.UNAVAILABLE);
    channel.shutdownNow();
    awaitLine("it does not speak TLS");
  }

  @Test
  void saysThatAServerWithoutTlsWasAskedForIt() {
    try (GrpcServer plain = TlsFixture.server();
        TlsSettings client = settings(files, "letters", "ca")) {
      ManagedChannel channel = channel(plain, client, "ledger");
      assertThat(CallError.of(() -> call(channel)).code()).isEqualTo(Code.UNAVAILABLE);
      channel.shutdownNow();
      awaitLine("it speaks TLS, and this server does not");

      ManagedChannel plaintext = channel(plain, new TlsSettings(), "ledger");
      call(plaintext);
      plaintext.shutdownNow();
    }
  }

  @Test
  void refusesAClientWhoseCertificateIsForServersOnly() throws Exception {
    KeytoolChain chain = KeytoolChain.of(folder, "serverAuth", "-1d");
    files.writeTrust("ca", authority, chain.authority());

    try (GrpcServer trusting = TlsFixture.server(files.settings("ledger", "ca"))) {
      assertThat(failure(trusting, chain.identity())).isEqualTo(Code.UNAVAILABLE);
    }
    awaitLine("its certificate is not good for a client (extended key usage)");
  }

  @Test
  void refusesAClientWhoseIssuerHasExpired() throws Exception {
    KeytoolChain chain = KeytoolChain.of(folder, "clientAuth", "-3d");
    files.writeTrust("ca", authority, chain.authority());

    try (GrpcServer trusting = TlsFixture.server(files.settings("ledger", "ca"))) {
      assertThat(failure(trusting, chain.identity())).isEqualTo(Code.UNAVAILABLE);
    }
    awaitLine(
        "the certificate of its issuer expired at "
            + chain.identity().chain().get(1).getNotAfter().toInstant());
  }

  @Test
  void refusesOlderVersionsOfTls() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, null, null);
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(socket::startHandshake);
    }
    awaitLine("it does not speak TLS 1.3");
  }

  @Test
  void saysNothingAboutAProbeThatOnlyConnects() throws Exception {
    new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
    plaintext();
    awaitLine("it does not speak TLS");

    assertThat(lines()).singleElement().asString().contains("it does not speak TLS");
  }

  @Test
  void logsAtMostOneRefusalASecondAndCountsTheOthers() throws Exception {
    for (int i = 0; i < 20; i++) {
      plaintext();
    }
    await()
        .until(
            () -> {
              plaintext();
              return lines().stream().anyMatch(line -> line.contains("more since the last such"));
            });

    assertThat(lines()).hasSizeLessThan(4);
  }

  private void plaintext() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var _ = socket.getInputStream().readAllBytes();
    }
  }

  private Code failure(Identity client) throws IOException {
    return failure(server, client);
  }

  private Code failure(GrpcServer asked, Identity client) throws IOException {
    ManagedChannel channel = foreignChannel(asked, trust, client);
    try {
      return CallError.of(() -> call(channel)).code();
    } finally {
      channel.shutdownNow();
    }
  }

  private void awaitLine(String reason) {
    await()
        .untilAsserted(
            () ->
                assertThat(lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .matches(
                                    "INFO TLS: connection from /127\\.0\\.0\\.1:\\d+ refused: .*")
                                .contains(reason)));
  }

  private List<String> lines() {
    return log.with("TLS: connection from");
  }
}
