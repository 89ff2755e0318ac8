package dev.waybill.order.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * SHA-256 over a sequence of values. Each value is preceded by its length, so different sequences
 * never hash the same bytes.
 *
 * <p>Hashes are stored, so what {@code add} writes must never change for a purpose that is in use.
 */
final class CanonicalHash {

  private final MessageDigest digest = sha256();

  CanonicalHash(String purpose) {
    add(purpose);
  }

  CanonicalHash add(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  CanonicalHash add(UUID value) {
    return add(value.getMostSignificantBits()).add(value.getLeastSignificantBits());
  }

  CanonicalHash add(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  byte[] toBytes() {
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
