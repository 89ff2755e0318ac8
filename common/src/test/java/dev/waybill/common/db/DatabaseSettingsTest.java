package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The settings as an operator sets them. */
final class DatabaseSettingsTest {
  @Test
  void readTheCommandLine() {
    DatabaseSettings settings =
        parse(
            "--database-url=jdbc:postgresql://db:5433/ledger?sslmode=require",
            "--database-user=keeper",
            "--database-password=hush",
            "--database-connections=7",
            "--database-connect-timeout=250ms");

    assertThat(settings.url()).isEqualTo(new PostgresUrl("db:5433", "ledger", "?sslmode=require"));
    assertThat(settings.user()).isEqualTo("keeper");
    assertThat(settings.password().value()).isEqualTo("hush");
    assertThat(settings.connections()).isEqualTo(7);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void haveDefaultsExceptForTheAddress() {
    DatabaseSettings settings = parse("--database-url=jdbc:postgresql://db/ledger");

    assertThat(settings.user()).isEqualTo("postgres");
    assertThat(settings.password().value()).isEmpty();
    assertThat(settings.connections()).isEqualTo(4);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void requireTheAddress() {
    assertThatThrownBy(DatabaseSettingsTest::parse)
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--database-url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--database-url=mysql://db/ledger",
        "--database-url=jdbc:postgresql://db",
        "--database-connections=0",
        "--database-connections=many",
        "--database-connect-timeout=5"
      })
  void sayWhatIsExpected(String argument) {
    String value = argument.substring(argument.indexOf('=') + 1);
    assertThatThrownBy(() -> parse("--database-url=jdbc:postgresql://db/ledger", argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("expected ")
        .hasMessageContaining("but was \"" + value + "\"");
  }

  @Test
  void neverShowAPassword() {
    DatabaseSettings settings =
        parse(
            "--database-url=jdbc:postgresql://db/ledger?ssl=true&password=hush&tcpNoDelay=true",
            "--database-password=hush");

    assertThat(settings.toString() + settings.password())
        .doesNotContain("hush")
        .contains("tcpNoDelay=true");
    assertThat(settings.password().value()).isEqualTo("hush");
  }

  private static DatabaseSettings parse(String... arguments) {
    Example example = new Example();
    new CommandLine(example).setOverwrittenOptionsAllowed(true).parseArgs(arguments);
    return example.database;
  }

  /** A service that has only a database. */
  @Command(name = "example")
  private static final class Example {
    @Mixin private final DatabaseSettings database = new DatabaseSettings();
  }
}
