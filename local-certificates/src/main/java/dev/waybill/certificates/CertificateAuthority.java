package dev.waybill.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Issues certificates that hold a name and the hosts at which its owner is reached. Good for
 * development and tests; there is no list of revoked certificates.
 */
public final class CertificateAuthority {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final byte[] SIGNATURE_ALGORITHM =
      Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
  private static final BigInteger VERSION_3 = BigInteger.TWO;
  private static final int SERIAL_BITS = 120;
  private static final int KEY_ID_BYTES = 20;
  private static final int HOST_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Identity identity;

  private CertificateAuthority(Identity identity) {
    this.identity = identity;
  }

  /** Makes a new authority, with a key of its own. */
  public static CertificateAuthority create(String name, Validity validity) {
    KeyPair keys = newKeys();
    byte[] subject = distinguishedName(name);
    byte[] keyId = keyId(keys.getPublic());
    X509Certificate certificate =
        sign(
            keys,
            subject,
            subject,
            keys.getPublic(),
            validity,
            // Signs certificates, and none of those that it signs may do so.
            extension("2.5.29.19", true, Der.sequence(Der.isTrue(), Der.integer(BigInteger.ZERO))),
            extension("2.5.29.15", true, Der.bits(1, new byte[] {0b0000_0110})),
            extension("2.5.29.14", false, Der.octets(keyId)));
    return new CertificateAuthority(new Identity(List.of(certificate), keys.getPrivate()));
  }

  /** Reads an authority from its files. */
  static CertificateAuthority read(Path certificate, Path key) throws IOException {
    return new CertificateAuthority(Identity.read(certificate, key));
  }

  /** Returns the certificate and the key of the authority itself. */
  public Identity identity() {
    return identity;
  }

  public X509Certificate certificate() {
    return identity.chain().getFirst();
  }

  /**
   * Issues a certificate for a new key, good for both sides of a connection.
   *
   * @param hosts names and IP addresses
   */
  public Identity issue(String name, List<String> hosts, Validity validity) {
    KeyPair keys = newKeys();
    byte[] issuer = certificate().getSubjectX500Principal().getEncoded();
    KeyPair own = new KeyPair(certificate().getPublicKey(), identity.key());
    X509Certificate issued =
        sign(
            own,
            issuer,
            distinguishedName(name),
            keys.getPublic(),
            validity,
            extension("2.5.29.19", true, Der.sequence()),
            extension("2.5.29.15", true, Der.bits(7, new byte[] {(byte) 0b1000_0000})),
            extension(
                "2.5.29.37",
                false,
                Der.sequence(
                    Der.identifier("1.3.6.1.5.5.7.3.1"), Der.identifier("1.3.6.1.5.5.7.3.2"))),
            extension(
                "2.5.29.35",
                false,
                Der.sequence(Der.implicit(0, keyId(certificate().getPublicKey())))),
            extension("2.5.29.17", false, Der.sequence(hosts(hosts))));
    return new Identity(List.of(issued), keys.getPrivate());
  }

  private static byte[][] hosts(List<String> hosts) {
    return hosts.stream()
        .map(
            host ->
                ADDRESS.matcher(host).matches()
                    ? Der.implicit(IP_ADDRESS, InetAddress.ofLiteral(host).getAddress())
                    : Der.implicit(HOST_NAME, host.getBytes(StandardCharsets.US_ASCII)))
        .toArray(byte[][]::new);
  }

  private static X509Certificate sign(
      KeyPair signer,
      byte[] issuer,
      byte[] subject,
      PublicKey key,
      Validity validity,
      byte[]... extensions) {
    List<byte[]> parts =
        new ArrayList<>(
            List.of(
                Der.explicit(0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE)),
                SIGNATURE_ALGORITHM,
                issuer,
                Der.sequence(Der.time(validity.from()), Der.time(validity.until())),
                subject,
                key.getEncoded()));
    parts.add(Der.explicit(3, Der.sequence(extensions)));
    byte[] content = Der.sequence(parts.toArray(byte[][]::new));
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(signer.getPrivate());
      signature.update(content);
      byte[] signed = Der.sequence(content, SIGNATURE_ALGORITHM, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    }
  }

  private static byte[] extension(String identifier, boolean isCritical, byte[] value) {
    return isCritical
        ? Der.sequence(Der.identifier(identifier), Der.isTrue(), Der.octets(value))
        : Der.sequence(Der.identifier(identifier), Der.octets(value));
  }

  private static byte[] distinguishedName(String name) {
    return new X500Principal("CN=" + name).getEncoded();
  }

  /** Tells apart the keys of authorities of the same name. */
  private static byte[] keyId(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return Arrays.copyOf(digest, KEY_ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has the curve P-256", e);
    }
  }
}
