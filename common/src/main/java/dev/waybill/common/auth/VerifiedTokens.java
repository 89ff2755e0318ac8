package dev.waybill.common.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.common.caller.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The people of tokens that were verified, because a signature takes far longer to check than all
 * else a call does. Tokens are known by their hash, which bounds the memory and keeps no secret.
 */
final class VerifiedTokens {
  private static final int MOST = 10_000;

  private final SequencedMap<ByteBuffer, Verified> people = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Returns the person, if the token was verified with these keys and has not expired.
   *
   * @param keys the {@link SigningKeys#version} of the keys
   */
  Optional<Caller.Person> find(ByteBuffer hash, long keys, Instant now) {
    Verified known;
    synchronized (people) {
      known = people.get(hash);
    }
    return known != null && known.keys() == keys && now.isBefore(known.person().expiry())
        ? Optional.of(known.person())
        : Optional.empty();
  }

  /** Remembers a person, and forgets the one whose token was not used for longest if need be. */
  void add(ByteBuffer hash, long keys, Caller.Person person) {
    synchronized (people) {
      people.put(hash, new Verified(keys, person));
      if (people.size() > MOST) {
        people.pollFirstEntry();
      }
    }
  }

  static ByteBuffer hash(String token) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Verified(long keys, Caller.Person person) {}
}
