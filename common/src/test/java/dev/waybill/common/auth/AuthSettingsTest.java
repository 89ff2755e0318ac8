package dev.waybill.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.server.ServerSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class AuthSettingsTest {
  @Test
  void addsNothingToACallByDefault() {
    Authentication none = new AuthSettings().open();

    assertThat(none.onCalls()).isEmpty();
    assertThat(none.onRequests()).isEmpty();
    assertThat(none.forOperators()).isEmpty();
    assertThat(none)
        .hasToString(
            "callers are not authenticated: everybody is admitted (--auth-jwks changes that)");
  }

  @Test
  void namesTheSettingsThatAreMissing() {
    assertThat(problems()).isEmpty();
    assertThat(problems("--auth-jwks=keys.json", "--auth-issuer=i", "--auth-audience=a")).isEmpty();
    assertThat(problems("--auth-jwks=keys.json", "--auth-audience=a"))
        .containsExactly("--auth-issuer: missing; the three --auth settings belong together");
    assertThat(problems("--auth-issuer=i"))
        .containsExactly(
            "--auth-jwks: missing; the three --auth settings belong together",
            "--auth-audience: missing; the three --auth settings belong together");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://issuer.example/keys", "http://localhost:8080/keys", "http://127.0.0.1/k"})
  void takesAUrl(String url) {
    assertThat(new KeySourceConverter().convert(url)).isInstanceOf(KeyUrl.class).hasToString(url);
  }

  @Test
  void refusesKeysThatCouldBeReplacedOnTheirWay() {
    assertThat(problems("--auth-jwks=http://issuer.example/keys"))
        .containsExactly(
            "--auth-jwks (WAYBILL_AUTH_JWKS): expected https, because the host is not this one, but"
                + " was \"http://issuer.example/keys\"");
  }

  @Test
  void doesNotShowThePasswordInAUrl() {
    assertThat(problems("--auth-jwks=https://user:the-secret@issuer.example/keys"))
        .singleElement()
        .asString()
        .contains("without a user")
        .doesNotContain("the-secret");
  }

  @Test
  void doesNotShowWhatAUrlOfAnySchemeHolds() {
    for (String url :
        List.of("ftp://user:the-secret@host/keys", "HTTPS://user:the-secret@host/keys")) {
      assertThat(problems("--auth-jwks=" + url))
          .singleElement()
          .asString()
          .contains("expected a URL such as https://HOST/PATH")
          .doesNotContain("the-secret");
    }
    assertThat(problems("--auth-jwks=http://issuer.example/keys?key=the-secret"))
        .singleElement()
        .asString()
        .endsWith("but was \"http://issuer.example/keys?******\"");
    assertThat(new KeySourceConverter().convert("https://issuer.example/keys?key=the-secret"))
        .hasToString("https://issuer.example/keys?******");
  }

  private static List<String> problems(String... arguments) {
    return new SettingsReader("sample-service", new Settings(), Map.of()).read(arguments);
  }

  /** The settings of a service, with those of the server as a group. */
  @Command
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private static final class Settings {
    @Mixin private final ServerSettings server = new ServerSettings(1);
  }
}
