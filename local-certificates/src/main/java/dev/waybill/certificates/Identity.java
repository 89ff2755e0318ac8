package dev.waybill.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate, those of its issuers if there are any, and its private key.
 *
 * @param chain begins with the owner's certificate
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final int LINE_LENGTH = 64;
  private static final String KEY = "PRIVATE KEY";
  private static final String KEY_MARKS = "-----(BEGIN|END) " + KEY + "-----|\\s";

  /** Returns the chain as PEM text. */
  public String chainPem() {
    return pem(chain);
  }

  /** Returns the key as PEM text, in PKCS#8 form. */
  public String keyPem() {
    return pem(KEY, key.getEncoded());
  }

  /** Returns certificates as PEM text. */
  public static String pem(List<X509Certificate> certificates) {
    return certificates.stream().map(Identity::pem).collect(Collectors.joining());
  }

  /** Reads what was written by this class. */
  static Identity read(Path certificate, Path key) throws IOException {
    try {
      Certificate read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
      byte[] encoded = Base64.getDecoder().decode(Files.readString(key).replaceAll(KEY_MARKS, ""));
      return new Identity(
          List.of((X509Certificate) read),
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      FileSystemException damaged =
          new FileSystemException(
              certificate.toString(), null, "this certificate or its key is damaged: delete both");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(content));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "identity of " + chain.getFirst().getSubjectX500Principal();
  }
}
