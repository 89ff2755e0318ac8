package dev.waybill.common.tls;

import dev.waybill.common.config.CheckedSettings;
import dev.waybill.common.config.FileConverter;
import dev.waybill.common.config.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The files for TLS, and the credentials in them, which the server and the channels of a process
 * share. A picocli mixin. Without any file, everything is plaintext.
 *
 * <p>With a certificate, the server speaks nothing but TLS. With trust, so do the channels; they
 * show the certificate if there is one.
 */
public final class TlsSettings implements CheckedSettings, AutoCloseable {
  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description =
          "The certificate to show to callers and to the services called, followed by those of its"
              + " issuers; PEM. The file may be replaced at any time, and so may the other two.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "The certificate's private key; PEM, PKCS#8, not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--tls-trust",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "The certificates of the authorities whose certificates are accepted; PEM.")
  private @Nullable Path trust;

  @Option(
      names = "--tls-client-certificates",
      paramLabel = "CHOICE",
      converter = ClientCertificatesConverter.class,
      description = "Whether callers must show a certificate: required or optional.")
  private ClientCertificates clientCertificates = ClientCertificates.REQUIRED;

  private @Nullable TlsCredentials opened;

  /** How often the files are looked at. */
  private Duration period = Duration.ofSeconds(1);

  /** Creates the defaults, which the command line and the environment override. */
  public TlsSettings() {}

  /** Creates settings in code. A file that is null is not set. */
  public TlsSettings(@Nullable Path certificate, @Nullable Path key, @Nullable Path trust) {
    this.certificate = certificate;
    this.key = key;
    this.trust = trust;
  }

  /** One without the other would leave half of the connections in plaintext, or unusable. */
  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (certificate != null && key == null) {
      problems.add(missing("key", "certificate"));
    }
    if (key != null && certificate == null) {
      problems.add(missing("certificate", "key"));
    }
    if (certificate != null && trust == null) {
      problems.add(missing("trust", "certificate"));
    }
    return problems;
  }

  private static String missing(String missing, String given) {
    return "--tls-%1$s (WAYBILL_TLS_%2$s): missing, but --tls-%3$s is set"
        .formatted(missing, missing.toUpperCase(Locale.ROOT), given);
  }

  /** Whether a server with these settings speaks TLS. */
  public boolean secureServer() {
    return certificate != null;
  }

  /**
   * Returns how to connect to the service of this short name, which its certificate must carry.
   *
   * @throws StartupException if a file cannot be used
   */
  public ChannelSecurity channelTo(String service) {
    return credentials()
        .map(credentials -> credentials.channelTo(service))
        .orElse(ChannelSecurity.PLAINTEXT);
  }

  /** Returns how to connect to the server of this process, whatever its certificate is for. */
  public ChannelSecurity channelToItself() {
    return secureServer()
        ? credentials().orElseThrow().channelToItself()
        : ChannelSecurity.PLAINTEXT;
  }

  /**
   * Returns the credentials; empty if all is plaintext. Reads the files at the first call.
   *
   * @throws StartupException if a file cannot be used
   */
  public synchronized Optional<TlsCredentials> credentials() {
    if (opened == null && trust != null) {
      List<Path> own = certificate == null || key == null ? List.of() : List.of(certificate, key);
      opened = TlsCredentials.open(own, trust, period);
    }
    return Optional.ofNullable(opened);
  }

  /** Looks at the files this often, for tests that replace them many times. */
  void lookEvery(Duration time) {
    period = time;
  }

  public ClientCertificates clientCertificates() {
    return clientCertificates;
  }

  /** Reads the files no more. Open connections stay. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
