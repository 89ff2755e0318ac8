package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of a URL is either used or rejected. */
final class PostgresUrlTest {
  private static final String BASE = "jdbc:postgresql://db:5432/ledger";

  @Test
  void leavesOurParametersOutOfTheDriversUrl() {
    PostgresUrl url =
        PostgresUrl.parse(
            "jdbc:postgresql://one:5433,[::1]/ledger?user=u&sslmode=require&password=p"
                + "&currentSchema=w&targetServerType=primary&prepareThreshold=1");

    assertThat(url.hosts()).containsExactly("one:5433", "[::1]");
    assertThat(url.forDriver("[::1]"))
        .isEqualTo("jdbc:postgresql://[::1]/ledger?sslmode=require&prepareThreshold=1");
    assertThat(url.parameter("user")).contains("u");
  }

  @Test
  void takesSessionSettingsFromTheSchemaAndTheOptions() {
    assertThat(
            PostgresUrl.parse(BASE + "?currentSchema=w,public&options=-c%20Work_Mem=8MB")
                .sessionSettings())
        .containsEntry("search_path", "w,public")
        .containsEntry("work_mem", "8MB");
    assertThat(
            PostgresUrl.parse(BASE + "?options=-csearch_path=a\\ b%20--geqo=off").sessionSettings())
        .containsEntry("search_path", "a b")
        .containsEntry("geqo", "off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connectTimeout=3                            | no parameter connectTimeout (it is set by --database-connect-timeout)
          socketTimeout=3                             | no parameter socketTimeout
          readOnly=true                               | no parameter readOnly (Waybill writes)
          autosave=always                             | no parameter autosave
          service=x                                   | no parameter service
          PGHOST=other                                | no parameter PGHOST
          curentSchema=w                              | parameters that the driver knows, not curentSchema
          user=a&user=b                               | the parameter user once
          targetServerType=secondary                  | targetServerType=primary or any
          options=-c%20statement_timeout=0            | no statement_timeout in options (Waybill sets it itself)
          options=-c%20TimeZone=PST8PDT               | no timezone in options
          options=-c%20synchronous_commit=off         | no synchronous_commit in options
          options=-e                                  | options of the form "-c NAME=VALUE"
          currentSchema=a&options=-c%20search_path=b  | the search path once
          user=%zz                                    | a percent sign in user
          """)
  void refusesWhatWouldBeLost(String parameters, String expected) {
    assertThatThrownBy(() -> PostgresUrl.parse(BASE + "?" + parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(expected)
        .hasMessageEndingWith(", but was \"" + BASE + "?" + parameters + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db:0", "db:65536", "db:", "db,", "::1:5432", "a:b:c"})
  void rejectsInvalidHosts(String address) {
    assertThatThrownBy(() -> PostgresUrl.parse("jdbc:postgresql://" + address + "/ledger"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("HOST:PORT in front of the database, but was");
  }

  @Test
  void showsNoSecretWhenItRefuses() {
    assertThatThrownBy(() -> PostgresUrl.parse("jdbc:postgresql://keeper:hush@db/ledger"))
        .hasMessageContaining("//******@db/ledger");
    for (String odd : List.of("hu/sh", "hu@sh", "hu:sh", "hu?sh", "hu\nsh")) {
      assertThatThrownBy(() -> PostgresUrl.parse("jdbc:postgresql://keeper:" + odd + "@db/ledger"))
          .hasMessageContaining("//******@db/ledger");
    }
    assertThatThrownBy(() -> PostgresUrl.parse(BASE + "?password=hush&nonsense=1"))
        .hasMessageContaining("password=******&nonsense=1");
  }
}
