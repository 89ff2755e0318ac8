package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parameters are found by name, in one statement and in several. */
final class NamedSqlTest {
  @Test
  void tellsParametersFromCasts() {
    NamedSql sql = NamedSql.of("SELECT :ids::uuid[], x::text FROM unnest(:lines::text[])");

    assertThat(sql).hasToString("SELECT ?::uuid[], x::text FROM unnest(?::text[])");
    assertThat(sql.positions("lines")).containsExactly(2);
  }

  @Test
  void findsAParameterEverywhere() {
    NamedSql sql = NamedSql.of("SELECT :a, :b", "SELECT :a");

    assertThat(sql).hasToString("SELECT ?, ?;\nSELECT ?");
    assertThat(sql.positions("a")).containsExactly(1, 3);
    assertThatThrownBy(() -> sql.positions("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":c");
  }

  @Test
  void joinsThePartsThatAreChosenAndKeepsTheirParametersApart() {
    SqlParts parts =
        new SqlParts()
            .with("first", "UPDATE a SET x = :id")
            .with("second", "UPDATE b SET x = :id::uuid")
            .with("third", "UPDATE c SET x = :id");

    NamedSql sql = parts.choose(Set.of("third", "second"));

    assertThat(sql).hasToString("UPDATE b SET x = ?::uuid;\nUPDATE c SET x = ?");
    assertThat(sql.positions("second_id")).containsExactly(1);
    assertThat(sql.positions("third_id")).containsExactly(2);
    assertThatThrownBy(() -> parts.choose(Set.of("fourth")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
