package dev.waybill.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Tokens for positions in one kind of list or stream. A token contains the kind, a hash of the
 * filter, the position and a checksum. It contains no secret and grants no access, so a forged
 * token shows nothing that the caller could not query anyway.
 */
public final class PositionTokens {
  private static final int HASH_BYTES = 8;

  private final String kind;
  private final CommonErrorReason refusal;

  private PositionTokens(String kind, CommonErrorReason refusal) {
    this.kind = kind;
    this.refusal = refusal;
  }

  /** Returns the page tokens of a list. */
  public static PositionTokens ofPages(String kind) {
    return new PositionTokens(kind + " page", CommonErrorReason.INVALID_PAGE_TOKEN);
  }

  /** Returns the resume tokens of a stream. */
  public static PositionTokens ofStream(String kind) {
    return new PositionTokens(kind + " stream", CommonErrorReason.INVALID_RESUME_TOKEN);
  }

  /** Returns the token that continues the filtered list after the position. */
  public String encode(String filter, String position) {
    byte[] place = position.getBytes(UTF_8);
    byte[] body =
        ByteBuffer.allocate(HASH_BYTES + place.length).put(scope(filter)).put(place).array();
    byte[] token = ByteBuffer.allocate(body.length + HASH_BYTES).put(body).put(hash(body)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Returns the position in a token. Throws INVALID_ARGUMENT for the field unless encode made the
   * token for the same kind and filter.
   */
  public String decode(String token, String filter, String field) {
    byte[] bytes = bytes(token, field);
    if (bytes.length < 2 * HASH_BYTES) {
      throw invalid(field);
    }
    int bodyLength = bytes.length - HASH_BYTES;
    byte[] body = Arrays.copyOf(bytes, bodyLength);
    boolean intact = Arrays.equals(hash(body), 0, HASH_BYTES, bytes, bodyLength, bytes.length);
    boolean same = Arrays.equals(scope(filter), 0, HASH_BYTES, body, 0, HASH_BYTES);
    if (!intact || !same) {
      throw invalid(field);
    }
    return new String(body, HASH_BYTES, bodyLength - HASH_BYTES, UTF_8);
  }

  /**
   * Returns the position in a token, if positions are numbers from 0. Throws INVALID_ARGUMENT for
   * the field like {@link #decode}.
   */
  public long decodeNumber(String token, String filter, String field) {
    String text = decode(token, filter, field);
    try {
      long position = Long.parseLong(text);
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException _) {
      // The caller made up the token; rejected below.
    }
    throw invalid(field);
  }

  private byte[] scope(String filter) {
    return hash((kind + "\n" + filter).getBytes(UTF_8));
  }

  private byte[] bytes(String token, String field) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // The decoder ignores the unused bits of the last character; only one spelling is accepted.
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Reported below like any other damage.
    }
    throw invalid(field);
  }

  /** Returns the same error, for a token whose position is invalid. */
  public RuntimeException invalid(String field) {
    return RpcErrors.invalidField(
        refusal, field, "is damaged or belongs to another request; begin again without a token");
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
