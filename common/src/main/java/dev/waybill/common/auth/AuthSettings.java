package dev.waybill.common.auth;

import dev.waybill.common.config.CheckedSettings;
import dev.waybill.common.config.StartupException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tokens are accepted; a picocli mixin. */
public final class AuthSettings implements CheckedSettings {
  private static final int ALL = 3;

  @Option(
      names = "--auth-jwks",
      paramLabel = "FILE|URL",
      converter = KeySourceConverter.class,
      description =
          "The public keys of the tokens' issuer, as a JWKS document. Without it, every caller is"
              + " admitted.")
  private @Nullable KeySource jwks;

  @Option(
      names = "--auth-issuer",
      paramLabel = "TEXT",
      description = "The issuer that tokens must name.")
  private String issuer = "";

  @Option(
      names = "--auth-audience",
      paramLabel = "TEXT",
      description = "The audience that tokens must be for.")
  private String audience = "";

  /** Holds the defaults until picocli fills it in. */
  public AuthSettings() {}

  @Override
  public List<String> problems() {
    List<String> missing = new ArrayList<>();
    if (jwks == null) {
      missing.add("--auth-jwks");
    }
    if (issuer.isEmpty()) {
      missing.add("--auth-issuer");
    }
    if (audience.isEmpty()) {
      missing.add("--auth-audience");
    }
    return missing.size() == ALL
        ? List.of()
        : missing.stream()
            .map("%s: missing; the three --auth settings belong together"::formatted)
            .toList();
  }

  /**
   * Returns how callers are authenticated.
   *
   * @throws StartupException if the file with the keys cannot be read
   */
  public Authentication open() {
    return jwks == null ? Authentication.none() : Authentication.byTokens(jwks, issuer, audience);
  }
}
