package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password is passed as the argument of an option. */
final class PasswordFileTest {
  @TempDir private Path folder;

  @Test
  void passwordsCanFollowAnOption() {
    PasswordFile passwords = new PasswordFile(folder.resolve("passwords"));

    assertThat(IntStream.range(0, 100).mapToObj(role -> passwords.of("role" + role)))
        .doesNotHaveDuplicates()
        .allMatch(password -> password.matches("[0-9a-f]{48}"));
  }

  @Test
  void aRoleKeepsItsPassword() {
    Path file = folder.resolve("passwords");
    String first = new PasswordFile(file).of("role");

    assertThat(new PasswordFile(file).of("role")).isEqualTo(first);
  }
}
