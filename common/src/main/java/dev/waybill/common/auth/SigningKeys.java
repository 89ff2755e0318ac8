package dev.waybill.common.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.waybill.common.background.Loop;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.logging.OutageLog;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that tokens are checked with. They are read again once a minute, and at once for
 * a token with an unknown key: the caller waits for that read, so a key may be used as soon as it
 * is published. Reads are at least the source's {@link KeySource#pause} apart, however many unknown
 * keys callers make up. While the source cannot be read, the last keys stay in use.
 */
final class SigningKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final KeySource source;
  private final OutageLog outages;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition over = lock.newCondition();
  private volatile Published published = new Published(0, "", new JWKSet());
  private volatile long lastRead;
  private volatile boolean failing;
  private final Loop loop;

  private SigningKeys(KeySource source, Duration maxAge) {
    this.source = source;
    this.outages = new OutageLog(LOG, "keys of tokens at " + source);
    this.loop =
        new Loop(
            "token-keys", new OutageLog(LOG, "the reading of token keys"), maxAge, this::renew);
  }

  /**
   * Reads the keys for the first time, and again and again from then on.
   *
   * @throws StartupException if a file cannot be read; a URL may answer later
   */
  static SigningKeys open(KeySource source) {
    return open(source, MAX_AGE);
  }

  static SigningKeys open(KeySource source, Duration maxAge) {
    SigningKeys keys = new SigningKeys(source, maxAge);
    try {
      keys.read();
    } catch (IOException e) {
      if (source.isLocal()) {
        throw new StartupException("--auth-jwks %s: %s".formatted(source, e.getMessage()), e);
      }
      keys.failing = true;
      keys.outages.failed(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    keys.loop.start();
    return keys;
  }

  /** Reads the keys no more. Does not wait for a read, which changes nothing any more. */
  @Override
  public void close() {
    loop.stop();
  }

  /** Returns the number of the current keys: another one whenever they have changed. */
  long version() {
    return published.version();
  }

  /**
   * Returns the key that a token names; empty if there is none, or it does not fit the algorithm.
   */
  Optional<AsymmetricJWK> find(JWSHeader header) throws InterruptedException {
    long asked = System.nanoTime();
    Optional<AsymmetricJWK> known = select(header);
    if (known.isPresent()) {
      return known;
    }
    readSince(asked);
    return select(header);
  }

  /** Returns whether the last read failed, so that an unknown key proves nothing about a token. */
  boolean isFailing() {
    return failing;
  }

  private Optional<AsymmetricJWK> select(JWSHeader header) {
    return new JWKSelector(JWKMatcher.forJWSHeader(header))
        .select(published.keys()).stream()
            .filter(AsymmetricJWK.class::isInstance)
            .map(AsymmetricJWK.class::cast)
            .findFirst();
  }

  /** A source that cannot be read is an outage of its own, which other reads may end. */
  private Loop.Next renew() {
    try {
      readSince(System.nanoTime());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Loop.Next.AFTER_PAUSE;
  }

  /** Returns once a read that began after this time is over; many callers share one. */
  private void readSince(long asked) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (lastRead - asked < 0) {
        long wait = lastRead + source.pause().toNanos() - System.nanoTime();
        if (wait <= 0) {
          readOrKeep();
          over.signalAll();
        } else {
          // The others wait here too, so the lock is free for those who find what they need.
          boolean _ = over.await(wait, TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void readOrKeep() throws InterruptedException {
    try {
      read();
      outages.recovered();
    } catch (IOException e) {
      failing = true;
      outages.failed(e);
    }
  }

  private void read() throws IOException, InterruptedException {
    lastRead = System.nanoTime();
    String text = source.read();
    if (!text.equals(published.text())) {
      published = new Published(published.version() + 1, text, parse(text));
    }
    failing = false;
  }

  private static JWKSet parse(String text) throws IOException {
    JWKSet keys;
    try {
      keys = JWKSet.parse(text).toPublicJWKSet();
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      // The parser quotes the document, which could be that of a private key.
      throw new IOException("the content is not a JWKS document", e);
    }
    if (keys.getKeys().stream().noneMatch(AsymmetricJWK.class::isInstance)) {
      throw new IOException("the document has no public key");
    }
    return keys;
  }

  /** A document, and the keys in it. */
  private record Published(long version, String text, JWKSet keys) {
    /** Hides the content. */
    @Override
    public String toString() {
      return keys.getKeys().stream().map(JWK::getKeyID).toList().toString();
    }
  }
}
