package dev.waybill.common.auth;

import io.grpc.Attributes;
import io.grpc.Grpc;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The names in the certificate that a client has shown. The transport has verified the certificate
 * before any call arrives.
 */
final class PeerCertificate {
  private static final int DNS_NAME = 2;
  private static final String COMMON_NAME = "CN";

  private PeerCertificate() {}

  /**
   * Returns the DNS names of the certificate, or its common name if it has no alternative names;
   * empty if the client has shown no certificate.
   */
  static List<String> names(Attributes connection) {
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    return session == null
        ? List.of()
        : certificate(session).map(PeerCertificate::names).orElse(List.of());
  }

  private static Optional<X509Certificate> certificate(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? Optional.of(own)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? commonName(certificate) : dnsNames(names);
    } catch (CertificateParsingException | InvalidNameException _) {
      // A name that cannot be read admits nobody.
      return List.of();
    }
  }

  private static List<String> dnsNames(Collection<List<?>> names) {
    return names.stream()
        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  private static List<String> commonName(X509Certificate certificate) throws InvalidNameException {
    return new LdapName(certificate.getSubjectX500Principal().getName())
        .getRdns().stream()
            .filter(part -> part.getType().equalsIgnoreCase(COMMON_NAME))
            .map(part -> String.valueOf(part.getValue()))
            .toList();
  }
}
