package dev.waybill.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.caller.Role;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the bearer tokens of people: signature, issuer, audience and time. */
final class TokenVerifier {
  /** Allows for clocks that differ. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /**
   * Public-key signatures only. With HMAC, whoever knows a public key could sign with it as the
   * secret.
   */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_SUBJECT_LENGTH = 255;
  private static final String ROLES = "roles";

  private final SigningKeys keys;
  private final String issuer;
  private final String audience;
  private final VerifiedTokens verified = new VerifiedTokens();
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  TokenVerifier(SigningKeys keys, String issuer, String audience) {
    this.keys = keys;
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * Returns the person whom the token is about. Throws UNAUTHENTICATED if the token is not valid,
   * and UNAVAILABLE if that cannot be told.
   */
  Caller.Person verify(String token) {
    if (token.length() > MAX_LENGTH) {
      throw AuthErrors.invalidToken("the token is longer than 8 KiB");
    }
    long version = keys.version();
    ByteBuffer hash = VerifiedTokens.hash(token);
    Optional<Caller.Person> known = verified.find(hash, version, TokenTime.now());
    if (known.isPresent()) {
      return known.get();
    }
    Caller.Person person = check(parse(token));
    // If the keys changed meanwhile, the token is verified once more at its next use.
    verified.add(hash, version, person);
    return person;
  }

  private static SignedJWT parse(String token) {
    try {
      // Refuses tokens without a signature.
      return SignedJWT.parse(token);
    } catch (ParseException _) {
      throw AuthErrors.invalidToken("the token is not a signed JWT");
    }
  }

  private Caller.Person check(SignedJWT token) {
    JWSHeader header = token.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw AuthErrors.invalidToken("the token is signed with an algorithm that is not accepted");
    }
    if (header.getKeyID() == null) {
      throw AuthErrors.invalidToken("the token does not name its key");
    }
    if (!isSignedWith(key(header), token)) {
      throw AuthErrors.invalidToken("the token's signature is wrong");
    }
    try {
      return person(token.getJWTClaimsSet());
    } catch (ParseException _) {
      throw AuthErrors.invalidToken("the token's claims cannot be read");
    }
  }

  private AsymmetricJWK key(JWSHeader header) {
    Optional<AsymmetricJWK> key;
    try {
      key = keys.find(header);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw AuthErrors.keysUnavailable();
    }
    if (key.isEmpty() && keys.isFailing()) {
      throw AuthErrors.keysUnavailable();
    }
    return key.orElseThrow(
        () -> AuthErrors.invalidToken("the token is signed with an unknown key"));
  }

  private boolean isSignedWith(AsymmetricJWK key, SignedJWT token) {
    try {
      JWSVerifier verifier = verifiers.createJWSVerifier(token.getHeader(), key.toPublicKey());
      return token.verify(verifier);
    } catch (JOSEException _) {
      // The key does not fit the algorithm, or the header has a critical part that is unknown.
      return false;
    }
  }

  private Caller.Person person(JWTClaimsSet claims) throws ParseException {
    if (!issuer.equals(claims.getIssuer())) {
      throw AuthErrors.invalidToken("the token has another issuer");
    }
    if (!claims.getAudience().contains(audience)) {
      throw AuthErrors.invalidToken("the token is for another audience");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
      throw AuthErrors.invalidToken("the token names no subject");
    }
    return new Caller.Person(subject, roles(claims), expiry(claims));
  }

  private Instant expiry(JWTClaimsSet claims) {
    Instant now = TokenTime.now();
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().minus(LEEWAY).isAfter(now)) {
      throw AuthErrors.invalidToken("the token is not valid yet");
    }
    if (claims.getExpirationTime() == null) {
      throw AuthErrors.invalidToken("the token never expires");
    }
    Instant expiry = claims.getExpirationTime().toInstant().plus(LEEWAY);
    if (!now.isBefore(expiry)) {
      throw AuthErrors.expiredToken();
    }
    return expiry;
  }

  /** Returns the roles that a person may have; a token makes nobody a service. */
  private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
    List<String> names = claims.getStringListClaim(ROLES);
    return names == null
        ? Set.of()
        : names.stream()
            .flatMap(name -> Role.named(name).stream())
            .filter(role -> role != Role.SERVICE)
            .collect(Collectors.toUnmodifiableSet());
  }
}
