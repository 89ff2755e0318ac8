package dev.waybill.local.tokens;

import dev.waybill.common.background.Loop;
import dev.waybill.common.caller.Role;
import dev.waybill.common.logging.OutageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Two files with tokens for the clients of running services, one of an operator and one of a
 * customer. Only their owner can read them. They are kept fresh until this is closed.
 */
public final class TokenFiles implements AutoCloseable {
  /** The customer whose token is in a file. */
  public static final String CUSTOMER = "c1";

  /**
   * Half of it is left whenever a token is read: enough for a command that watches for a working
   * day.
   */
  private static final Duration VALIDITY = Duration.ofHours(24);

  /** Frequent, because after a machine has slept the tokens may have expired. */
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private static final Duration LONGEST_WRITE = Duration.ofSeconds(1);
  private static final FileAttribute<?> FOR_THE_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path operator;
  private final Path customer;
  private final Map<Path, FreshToken> tokens;
  private final Map<Path, String> written = new HashMap<>();
  private final Loop loop;

  private TokenFiles(DevelopmentIssuer issuer) {
    this.operator = issuer.jwks().resolveSibling("operator.token");
    this.customer = issuer.jwks().resolveSibling(CUSTOMER + ".token");
    this.tokens =
        Map.of(
            operator, new FreshToken(issuer, "operator", Role.OPERATOR, VALIDITY),
            customer, new FreshToken(issuer, CUSTOMER, Role.CUSTOMER, VALIDITY));
    this.loop =
        new Loop(
            "tokens",
            new OutageLog(LoggerFactory.getLogger(TokenFiles.class), "the renewal of tokens"),
            PERIOD,
            this::renew);
  }

  /**
   * Writes the files beside the issuer's keys.
   *
   * @throws UncheckedIOException if that is impossible
   */
  public static TokenFiles write(DevelopmentIssuer issuer) {
    TokenFiles files = new TokenFiles(issuer);
    Loop.Next _ = files.renew();
    files.loop.start();
    return files;
  }

  public Path operator() {
    return operator;
  }

  public Path customer() {
    return customer;
  }

  /** Renews the tokens no more. The files stay. */
  @Override
  public void close() {
    loop.close(LONGEST_WRITE);
  }

  private Loop.Next renew() {
    tokens.forEach(
        (file, token) -> {
          String value = token.value();
          if (!value.equals(written.get(file))) {
            replace(file, value);
            written.put(file, value);
          }
        });
    return Loop.Next.AFTER_PAUSE;
  }

  /** Whoever reads the file meanwhile gets the old token or the new one, but never a part. */
  private static void replace(Path file, String token) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), "new", "", FOR_THE_OWNER);
      try {
        Files.writeString(fresh, token + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
