package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs for another processor would fail with an error that is hard to understand. */
final class PostgresBinariesTest {
  @Test
  void hasProgramsForThisMachine() {
    assertThat(
            PostgresBinaries.archive(System.getProperty("os.name"), System.getProperty("os.arch")))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Linux, riscv64", "Linux, ppc64le", "Linux, arm", "Linux, i386", "Windows 11, amd64"})
  void rejectsAMachineWithoutPrograms(String system, String processor) {
    assertThatThrownBy(() -> PostgresBinaries.archive(system, processor))
        .isInstanceOf(PostgresException.class)
        .hasMessage(
            "there are no PostgreSQL binaries for %s on %s; use containers: docker compose up --build"
                .formatted(system, processor));
  }
}
