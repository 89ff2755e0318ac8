package dev.waybill.common.tls;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The time in which a certificate is valid, as Java's own checks see it. */
final class ValidTime {
  private ValidTime() {}

  /** Returns what is wrong, such as "expired at TIME"; empty if the certificate is valid now. */
  static Optional<String> problem(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException _) {
      return Optional.of("expired at " + certificate.getNotAfter().toInstant());
    } catch (CertificateNotYetValidException _) {
      return Optional.of("is not valid before " + certificate.getNotBefore().toInstant());
    }
  }
}
