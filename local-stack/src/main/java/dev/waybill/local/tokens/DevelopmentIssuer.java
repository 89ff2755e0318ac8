package dev.waybill.local.tokens;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waybill.common.caller.Role;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/**
 * Issues tokens for development. Its key is made at first use and never replaced; only its owner
 * can read the file. The public half is in a file beside it, which everybody may read, and which is
 * always that of the key.
 */
public final class DevelopmentIssuer {
  public static final String ISSUER = "waybill-development";
  public static final String AUDIENCE = "waybill";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOR_EVERYBODY =
      PosixFilePermissions.fromString("rw-r--r--");

  private final ECKey key;
  private final Path jwks;

  private DevelopmentIssuer(ECKey key, Path jwks) {
    this.key = key;
    this.jwks = jwks;
  }

  /**
   * Opens the issuer of a data folder, and makes its key if there is none.
   *
   * @throws StartupException if a file cannot be read or written
   */
  public static DevelopmentIssuer of(Path dataFolder) {
    Path folder = dataFolder.resolve("tokens");
    Path file = folder.resolve("key.json");
    try {
      Files.createDirectories(folder);
      if (Files.notExists(file)) {
        create(file, newKey().toJSONString());
      }
      ECKey key = read(file);
      Path jwks = folder.resolve("jwks.json");
      publish(jwks, new JWKSet(key.toPublicJWK()).toString());
      return new DevelopmentIssuer(key, jwks);
    } catch (IOException e) {
      throw new StartupException(
          "cannot use the folder %s: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  /** Returns the file with the public key, for {@code --auth-jwks}. */
  public Path jwks() {
    return jwks;
  }

  /** Returns a token that is valid from now on for this time. */
  public String token(String subject, Collection<Role> roles, Duration validity) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("roles", roles.stream().map(Role::title).toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("an ES256 key signs with ES256", e);
    }
    return token.serialize();
  }

  private static ECKey read(Path file) throws IOException {
    try {
      ECKey key = ECKey.parse(Files.readString(file));
      if (key.isPrivate() && key.getKeyID() != null) {
        return key;
      }
    } catch (ParseException _) {
      // Reported below; the parser's message quotes the key.
    }
    throw new StartupException(file + " holds no private key; remove it, and a new one is made");
  }

  /** Writes a whole file or none, and leaves one that another process has written meanwhile. */
  private static void create(Path file, String content) throws IOException {
    try {
      write(file, content, OWNER_ONLY, written -> Files.createLink(file, written));
    } catch (FileAlreadyExistsException _) {
      // The other one counts.
    }
  }

  /** Replaces the file as a whole if it holds anything else. */
  private static void publish(Path file, String content) throws IOException {
    boolean isPublished =
        Files.exists(file)
            && Files.readString(file).equals(content)
            && Files.getPosixFilePermissions(file).equals(FOR_EVERYBODY);
    if (!isPublished) {
      write(file, content, FOR_EVERYBODY, written -> Files.move(written, file, ATOMIC_MOVE));
    }
  }

  /** Writes a file beside this one, which only its owner sees until it is put in place. */
  private static void write(
      Path file, String content, Set<PosixFilePermission> permissions, Placing placing)
      throws IOException {
    Path written =
        Files.createTempFile(
            file.getParent(), "new", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(written, content);
      Files.setPosixFilePermissions(written, permissions);
      placing.of(written);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Puts a file that was written in its place. */
  @FunctionalInterface
  private interface Placing {
    void of(Path written) throws IOException;
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }
}
