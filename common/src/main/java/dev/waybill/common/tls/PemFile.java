package dev.waybill.common.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in PEM form, as it was read. Text between the blocks is ignored. */
record PemFile(Path path, String text) {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  /** Other forms of keys, which Java cannot read. */
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]+ PRIVATE KEY)-----");

  static PemFile of(Path path, byte[] content) {
    return new PemFile(path, new String(content, StandardCharsets.ISO_8859_1));
  }

  /** Returns the certificates, at least one. */
  List<X509Certificate> certificates() throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks(CERTIFICATE)) {
      try {
        certificates.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block)));
      } catch (CertificateException e) {
        throw new UnusableFileException(path + ": holds a damaged certificate", e);
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException(path + ": holds no certificate in PEM form");
    }
    return certificates;
  }

  /** Returns the private key that belongs to the public key. */
  PrivateKey keyFor(PublicKey publicKey) throws UnusableFileException {
    List<byte[]> blocks = blocks(KEY);
    if (blocks.isEmpty()) {
      Matcher other = OTHER_KEY.matcher(text);
      throw new UnusableFileException(
          other.find()
              ? path
                  + ": holds a key in the form \"%s\"; `openssl pkcs8 -topk8 -nocrypt` converts it"
                      .formatted(other.group(1))
              : path + ": holds no private key in PEM form");
    }
    try {
      return KeyFactory.getInstance(publicKey.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException(
          path + ": holds a key that is damaged, or of another kind than its certificate's", e);
    }
  }

  private List<byte[]> blocks(String label) throws UnusableFileException {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      int first = at + begin.length();
      int last = text.indexOf(end, first);
      int next = text.indexOf("-----BEGIN ", first);
      if (last < 0 || (next >= 0 && next < last)) {
        throw new UnusableFileException(path + ": ends in the middle of a block");
      }
      blocks.add(decode(text.substring(first, last)));
    }
    return blocks;
  }

  private byte[] decode(String base64) throws UnusableFileException {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(path + ": holds a damaged block", e);
    }
  }

  /** Hides the text, which may be a key. */
  @Override
  public String toString() {
    return path.toString();
  }
}
