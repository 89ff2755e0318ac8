package dev.waybill.local.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.caller.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshTokenTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));

  @Test
  void isTheSameForHalfOfItsTimeAndThenAnother(@TempDir Path data) {
    FreshToken token =
        new FreshToken(
            DevelopmentIssuer.of(data), "ops", Role.OPERATOR, Duration.ofMinutes(10), now::get);
    String first = token.value();

    pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(token.value()).isEqualTo(first);
    pass(Duration.ofMillis(1));
    String second = token.value();
    assertThat(second).isNotEqualTo(first);
    pass(Duration.ofMinutes(4));
    assertThat(token.value()).isEqualTo(second);
  }

  @Test
  void isNotShown(@TempDir Path data) {
    FreshToken token =
        new FreshToken(DevelopmentIssuer.of(data), "ops", Role.OPERATOR, Duration.ofMinutes(10));

    assertThat(token).hasToString("token of ops").asString().doesNotContain(token.value());
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
