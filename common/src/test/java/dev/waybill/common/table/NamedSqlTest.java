package dev.waybill.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Parameters are found by name, in one statement and in several. */
final class NamedSqlTest {
  @Test
  void distinguishesParametersFromCasts() {
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
  void takesDigitsAndUnderscoresAsPartOfAName() {
    NamedSql sql = NamedSql.of("SELECT :s10_order_id::uuid[], :s1_order_id");

    assertThat(sql).hasToString("SELECT ?::uuid[], ?");
    assertThat(sql.positions("s10_order_id")).containsExactly(1);
    assertThat(sql.has("s1_order_id")).isTrue();
    assertThat(sql.has("s1_order")).isFalse();
  }
}
