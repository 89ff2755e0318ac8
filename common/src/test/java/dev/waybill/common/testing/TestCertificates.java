package dev.waybill.common.testing;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.certificates.Identity;
import dev.waybill.certificates.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The files with the certificates of one test, in a folder of its own. */
public record TestCertificates(Path folder) {
  /** Valid today. */
  public static Validity today() {
    return Validity.lasting(Duration.ofDays(1));
  }

  /** No longer valid. */
  public static Validity yesterday() {
    return new Validity(
        Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
  }

  public static CertificateAuthority authority() {
    return CertificateAuthority.create("Test CA", today());
  }

  /** Certificates for a service of this name. */
  public static Identity issued(CertificateAuthority authority, String name) {
    return authority.issue(name, List.of(name, "localhost"), today());
  }

  /** Writes NAME.pem and NAME-key.pem. */
  public void write(String name, Identity identity) {
    write(certificate(name), identity.chainPem());
    write(key(name), identity.keyPem());
  }

  /** Writes NAME.pem with the certificates of these authorities. */
  public Path writeTrust(String name, CertificateAuthority... authorities) {
    List<X509Certificate> trusted =
        Arrays.stream(authorities).map(CertificateAuthority::certificate).toList();
    return write(certificate(name), Identity.pem(trusted));
  }

  /** The same, with an authority that is not one of ours. */
  public Path writeTrust(String name, CertificateAuthority authority, X509Certificate other) {
    return write(certificate(name), Identity.pem(List.of(authority.certificate(), other)));
  }

  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  public Path key(String name) {
    return folder.resolve(name + "-key.pem");
  }

  /** Writes over a file, like an editor that does not care who reads it meanwhile. */
  public static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that name these files. */
  public String[] settings(String name, String trust) {
    return new String[] {
      "--tls-certificate=" + certificate(name),
      "--tls-key=" + key(name),
      "--tls-trust=" + certificate(trust)
    };
  }
}
