package dev.waybill.local.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFilesTest {
  @TempDir private Path data;

  @Test
  void showsTokensToTheirOwnerOnly() throws IOException {
    try (TokenFiles tokens = TokenFiles.write(DevelopmentIssuer.of(data))) {
      for (Path file : List.of(tokens.operator(), tokens.customer())) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void replacesTokensThatAreThere() throws IOException {
    String before;
    try (TokenFiles tokens = TokenFiles.write(DevelopmentIssuer.of(data))) {
      before = Files.readString(tokens.operator());
    }

    try (TokenFiles tokens = TokenFiles.write(DevelopmentIssuer.of(data))) {
      assertThat(Files.readString(tokens.operator())).isNotBlank().isNotEqualTo(before);
      assertThat(data.resolve("tokens")).isDirectoryNotContaining("glob:**/new*");
    }
  }
}
