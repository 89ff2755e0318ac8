package dev.waybill.common.tls;

import static dev.waybill.common.tls.TlsFixture.call;
import static dev.waybill.common.tls.TlsFixture.channel;
import static dev.waybill.common.tls.TlsFixture.half;
import static dev.waybill.common.tls.TlsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.certificates.Validity;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.TestCertificates;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Files that cannot be used: no start with them, and no end of what runs. */
final class TlsFilesTest {
  private static final CertificateAuthority AUTHORITY = TestCertificates.authority();
  private static final Instant LATER = Instant.parse("2090-01-01T00:00:00Z");

  @TempDir private Path folder;
  private TestCertificates files;

  @BeforeEach
  void writeFiles() {
    files = new TestCertificates(folder);
    files.write("ledger", TestCertificates.issued(AUTHORITY, "ledger"));
    files.writeTrust("ca", AUTHORITY);
  }

  /** Damages a file. */
  @FunctionalInterface
  interface Damage {
    void to(TestCertificates files) throws IOException;
  }

  /** What is done to which file, and what is said about it after the file's name. */
  private static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "ledger-key.pem",
            ": the key does not belong to the certificate in ",
            files -> replaceKey(files, TestCertificates.issued(AUTHORITY, "ledger").keyPem())),
        damage(
            "ledger-key.pem",
            ": ends in the middle of a block",
            files -> replaceKey(files, half(files.key("ledger")))),
        damage(
            "ledger-key.pem", ": holds no private key in PEM form", files -> replaceKey(files, "")),
        damage(
            "ledger-key.pem",
            ": holds a key in the form \"EC PRIVATE KEY\"; `openssl pkcs8 -topk8 -nocrypt`",
            files ->
                replaceKey(
                    files,
                    Files.readString(files.key("ledger")).replace(" PRIVATE", " EC PRIVATE"))),
        damage(
            "ledger-key.pem",
            ": holds a key that is damaged, or of another kind than its certificate's",
            files ->
                replaceKey(
                    files, Files.readString(files.key("ledger")).replaceFirst("(?m)^M", "A"))),
        damage(
            "ledger.pem",
            ": ends in the middle of a block",
            files -> replaceCertificate(files, half(files.certificate("ledger")))),
        damage(
            "ledger.pem",
            ": the certificate expired at ",
            files ->
                files.write(
                    "ledger",
                    AUTHORITY.issue("ledger", List.of("ledger"), TestCertificates.yesterday()))),
        damage(
            "ledger.pem",
            ": the certificate is not valid before " + LATER,
            files ->
                files.write(
                    "ledger",
                    AUTHORITY.issue(
                        "ledger",
                        List.of("ledger"),
                        new Validity(LATER, LATER.plus(Duration.ofDays(1)))))),
        damage(
            "ledger.pem",
            ": holds a damaged certificate",
            files ->
                replaceCertificate(
                    files,
                    Files.readString(files.certificate("ledger")).replaceFirst("(?m)^M", "A"))),
        damage(
            "ca.pem",
            ": holds no certificate in PEM form",
            files -> TestCertificates.write(files.certificate("ca"), "# none yet\n")),
        damage(
            "ca.pem",
            ": no certificate is valid now",
            files ->
                files.writeTrust(
                    "ca", CertificateAuthority.create("Old CA", TestCertificates.yesterday()))),
        damage(
            "ca.pem",
            ": is larger than 1048576 bytes",
            files -> TestCertificates.write(files.certificate("ca"), "x".repeat(1024 * 1024 + 1))),
        damage(
            "ca.pem",
            ": no such file or directory",
            files -> Files.delete(files.certificate("ca"))),
        damage(
            "ledger-key.pem",
            ": is a directory",
            files -> {
              Files.delete(files.key("ledger"));
              Files.createDirectory(files.key("ledger"));
            }));
  }

  private static Arguments damage(String file, String reason, Damage damage) {
    return Arguments.of(file, reason, damage);
  }

  private static void replaceKey(TestCertificates files, String text) {
    TestCertificates.write(files.key("ledger"), text);
  }

  private static void replaceCertificate(TestCertificates files, String text) {
    TestCertificates.write(files.certificate("ledger"), text);
  }

  @ParameterizedTest(name = "{0}{1}")
  @MethodSource("damages")
  void refusesToStartWithOneLine(String file, String reason, Damage damage) throws Exception {
    damage.to(files);

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> TlsFixture.server(files.settings("ledger", "ca")))
        .withMessageStartingWith("TLS: ")
        .withMessageContaining(folder.resolve(file) + reason)
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest(name = "{0}{1}")
  @MethodSource("damages")
  void keepsWhatItHasAndSaysSoOnce(String file, String reason, Damage damage) throws Exception {
    try (LoggedLines log = new LoggedLines("dev.waybill.common.tls.WatchedFiles");
        GrpcServer server = promptServer();
        TlsSettings client = settings(copy(), "ledger", "ca")) {
      damage.to(files);
      String line = folder.resolve(file) + reason;
      await().until(() -> !log.with(line).isEmpty());
      ManagedChannel channel = channel(server, client, "ledger");
      call(channel);
      channel.shutdownNow();

      assertThat(log.with(line))
          .singleElement()
          .asString()
          .startsWith("WARN TLS: ")
          .endsWith(
              "; the %s from before stays in use"
                  .formatted(file.equals("ca.pem") ? "trust" : "certificate"));

      // What was repaired is used.
      files.key("ledger").toFile().delete();
      files.write("ledger", TestCertificates.issued(AUTHORITY, "ledger"));
      files.writeTrust("ca", AUTHORITY, TestCertificates.authority());
      await()
          .until(
              () ->
                  !log.with("changed: the trust in %s: 2".formatted(folder.resolve("ca.pem")))
                      .isEmpty());
    }
  }

  @Test
  void usesACertificateOnceItBecomesValid() throws Exception {
    try (LoggedLines log = new LoggedLines("dev.waybill.common.tls.WatchedFiles");
        GrpcServer server = promptServer()) {
      Instant soon = Instant.now().plusSeconds(6);
      files.write(
          "ledger",
          AUTHORITY.issue(
              "ledger", List.of("ledger"), new Validity(soon, soon.plus(Duration.ofDays(1)))));
      String refusal =
          "%s: the certificate is not valid before".formatted(folder.resolve("ledger.pem"));
      await().until(() -> !log.with(refusal).isEmpty());

      await().until(() -> isUsed(log, "the certificate in " + files.certificate("ledger")));

      assertThat(log.with(refusal)).hasSize(1);
      assertThat(server.port()).isPositive();
    }
  }

  @Test
  void usesAReplacedCertificateForNewConnectionsAndLeavesOpenOnesAlone() throws Exception {
    try (LoggedLines log = new LoggedLines("dev.waybill.common.tls.WatchedFiles");
        GrpcServer server = promptServer();
        TlsSettings before = settings(copy(), "ledger", "ca")) {
      ManagedChannel open = channel(server, before, "ledger");
      call(open);

      CertificateAuthority successor = TestCertificates.authority();
      files.writeTrust("ca", successor);
      files.write("ledger", TestCertificates.issued(successor, "ledger"));
      await().until(() -> isUsed(log, "the trust in " + files.certificate("ca")));
      await().until(() -> isUsed(log, "the certificate in " + files.certificate("ledger")));

      call(open);
      open.shutdownNow();
      try (TlsSettings after = settings(files, "ledger", "ca")) {
        ManagedChannel channel = channel(server, after, "ledger");
        call(channel);
        channel.shutdownNow();
      }
    }
  }

  @Test
  void namesSettingsThatDoNotGoTogether() {
    Path file = folder.resolve("file.pem");

    assertThat(new TlsSettings(file, null, null).problems())
        .containsExactly(
            "--tls-key (WAYBILL_TLS_KEY): missing, but --tls-certificate is set",
            "--tls-trust (WAYBILL_TLS_TRUST): missing, but --tls-certificate is set");
    assertThat(new TlsSettings(null, file, file).problems())
        .containsExactly(
            "--tls-certificate (WAYBILL_TLS_CERTIFICATE): missing, but --tls-key is set");
    assertThat(new TlsSettings(null, null, file).problems()).isEmpty();
    assertThat(new TlsSettings(file, file, file).problems()).isEmpty();
    assertThat(new TlsSettings().problems()).isEmpty();
  }

  private static boolean isUsed(LoggedLines log, String file) {
    return !log.with("INFO TLS: changed: " + file).isEmpty();
  }

  /** A server that looks at its files often. */
  private GrpcServer promptServer() {
    ServerSettings settings =
        CommandLine.populateCommand(new ServerSettings(0), files.settings("ledger", "ca"));
    settings.tls().lookEvery(Duration.ofMillis(20));
    return GrpcServer.start(settings, SampleWiring.of(SampleService.answering()));
  }

  /** The files as they are now, in another folder. */
  private TestCertificates copy() throws IOException {
    Path other = Files.createDirectories(folder.resolve("copy"));
    for (Path file :
        Arrays.asList(files.certificate("ledger"), files.key("ledger"), files.certificate("ca"))) {
      Files.copy(file, other.resolve(file.getFileName()));
    }
    return new TestCertificates(other);
  }
}
