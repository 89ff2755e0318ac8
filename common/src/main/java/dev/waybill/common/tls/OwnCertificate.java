package dev.waybill.common.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this process shows to its peers: a certificate with its issuers, and the private key. Only
 * exists if both are valid and belong together.
 */
record OwnCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] SAMPLE = {1, 2, 3};

  static OwnCertificate of(PemFile certificate, PemFile key) throws UnusableFileException {
    List<X509Certificate> chain = certificate.certificates();
    X509Certificate own = chain.getFirst();
    Optional<String> problem = ValidTime.problem(own);
    if (problem.isPresent()) {
      throw new UnusableFileException(certificate + ": the certificate " + problem.get());
    }
    PrivateKey privateKey = key.keyFor(own.getPublicKey());
    if (!belongTogether(privateKey, own.getPublicKey())) {
      throw new UnusableFileException(
          key + ": the key does not belong to the certificate in " + certificate);
    }
    return new OwnCertificate(chain, privateKey);
  }

  Instant validUntil() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
    try {
      Signature signature = Signature.getInstance(signatureWith(publicKey));
      signature.initSign(key);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      // A key of the right kind that cannot sign belongs to no certificate.
      return false;
    }
  }

  private static String signatureWith(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "certificate of " + chain.getFirst().getSubjectX500Principal();
  }
}
