package dev.waybill.common.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.waybill.common.server.ServerSettings;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;

/** Issues tokens, good and bad ones, and publishes its keys in a file. */
public final class TokenIssuer {
  public static final String ISSUER = "https://issuer.invalid/";
  public static final String AUDIENCE = "waybill-tests";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Path file;
  private final List<ECKey> published = new ArrayList<>();
  private volatile ECKey key = newKey();

  private TokenIssuer(Path file) {
    this.file = file;
  }

  /** Creates an issuer that publishes its keys in this folder. */
  public static TokenIssuer in(Path folder) {
    TokenIssuer issuer = new TokenIssuer(folder.resolve("jwks.json"));
    issuer.publishAll(issuer.key);
    return issuer;
  }

  /** Returns the file with the public keys. */
  public Path jwks() {
    return file;
  }

  /** Returns the settings of a server on a free port that accepts the tokens. */
  public ServerSettings serverSettings() {
    return CommandLine.populateCommand(
        new ServerSettings(0),
        "--auth-jwks=" + file,
        "--auth-issuer=" + ISSUER,
        "--auth-audience=" + AUDIENCE);
  }

  /** Publishes a new key beside the old ones, and signs with it from then on. */
  public void rotate() {
    ECKey next = newKey();
    publishAll(next);
    key = next;
  }

  /** Publishes no key but the newest any more. */
  public void withdrawOldKeys() {
    published.clear();
    publishAll(key);
  }

  /** Replaces the published document. */
  public void publish(String text) {
    try {
      Path temporary = file.resolveSibling("jwks.new");
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publishAll(ECKey added) {
    published.add(added);
    publish(new JWKSet(published.stream().<JWK>map(ECKey::toPublicJWK).toList()).toString());
  }

  /** Returns a good token. */
  public String token(String subject, String... roles) {
    return signed(claims(subject, roles).build());
  }

  /** Returns a good token that expires after this time, not counting the server's leeway. */
  public String tokenFor(Duration validity, String subject, String... roles) {
    return signed(
        claims(subject, roles).expirationTime(Date.from(Instant.now().plus(validity))).build());
  }

  /** Returns one token for each way in which a token can be bad. */
  public List<BadToken> badTokens(String subject, String... roles) {
    JWTClaimsSet good = claims(subject, roles).build();
    Instant now = Instant.now();
    List<BadToken> bad = new ArrayList<>();
    bad.add(
        new BadToken(
            "expired",
            signed(with(good).expirationTime(Date.from(now.minusSeconds(60))).build()),
            "TOKEN_EXPIRED"));
    bad.add(
        invalid(
            "not yet valid",
            signed(with(good).notBeforeTime(Date.from(now.plusSeconds(60))).build())));
    bad.add(invalid("without end", signed(with(good).expirationTime(null).build())));
    bad.add(invalid("wrong audience", signed(with(good).audience("others").build())));
    bad.add(invalid("wrong issuer", signed(with(good).issuer("https://other.invalid/").build())));
    bad.add(invalid("without subject", signed(with(good).subject(null).build())));
    bad.add(invalid("alg=none", new PlainJWT(good).serialize()));
    bad.add(invalid("public key as secret", signedWithPublicKey(good)));
    bad.add(invalid("unknown key", signed(newKey(), good)));
    ECKey forged = new ECKey.Builder(newKey()).keyID(key.getKeyID()).build();
    bad.add(invalid("another's signature", signed(forged, good)));
    bad.add(invalid("without key id", signed(key, new JWSHeader(JWSAlgorithm.ES256), good)));
    bad.add(invalid("no JWT", "no-token-at-all"));
    bad.add(invalid("roles of a wrong type", signed(with(good).claim("roles", 7).build())));
    return List.copyOf(bad);
  }

  /** Returns the channel with this token on every call. */
  public static Channel with(String token, Channel channel) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static BadToken invalid(String fault, String token) {
    return new BadToken(fault, token, "TOKEN_INVALID");
  }

  private static JWTClaimsSet.Builder claims(String subject, String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(subject)
        .claim("roles", List.of(roles))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  private static JWTClaimsSet.Builder with(JWTClaimsSet claims) {
    return new JWTClaimsSet.Builder(claims);
  }

  private String signed(JWTClaimsSet claims) {
    return signed(key, claims);
  }

  private static String signed(ECKey key, JWTClaimsSet claims) {
    return signed(
        key,
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build(),
        claims);
  }

  private static String signed(ECKey key, JWSHeader header, JWTClaimsSet claims) {
    try {
      return signed(header, claims, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with HMAC, and with the text of the public key, which everybody knows, as the secret. */
  private String signedWithPublicKey(JWTClaimsSet claims) {
    byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    try {
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
          claims,
          new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A token that no server accepts.
   *
   * @param reason the error reason of a call with it
   */
  public record BadToken(String fault, String token, String reason) {
    /** Names the fault, and keeps the token out of the test's report. */
    @Override
    public String toString() {
      return fault;
    }
  }
}
