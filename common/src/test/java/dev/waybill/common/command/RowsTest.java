package dev.waybill.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RowsTest {
  private final Rows<String, Integer> rows = new Rows<>();

  @Test
  void namesEachRowOnce() {
    rows.name("b");
    rows.name("a");
    rows.name("b");

    assertThat(rows.named()).containsExactly("b", "a");
  }

  @Test
  void returnsNullForRowsThatDoNotExist() {
    rows.name("a");

    assertThat(rows.get("a")).isNull();
    assertThat(rows.stored("a")).isNull();
  }

  @Test
  void returnsTheLastRowPutAndKeepsTheStoredRow() {
    rows.load("a", 1);
    rows.put("a", 2);
    rows.put("a", 3);

    assertThat(rows.get("a")).isEqualTo(3);
    assertThat(rows.stored("a")).isEqualTo(1);
  }

  @Test
  void separatesAddedFromChangedRowsInTheOrderOfTheFirstPut() {
    rows.load("a", 1);
    rows.load("b", 2);
    rows.put("d", 4);
    rows.put("b", 20);
    rows.put("c", 3);
    rows.put("a", 10);
    rows.put("d", 40);

    assertThat(rows.stored()).containsExactly(1, 2);
    assertThat(rows.added()).containsExactly(40, 3);
    assertThat(rows.changed()).containsExactly(20, 10);
  }

  @Test
  void leavesOutUnchangedRows() {
    rows.load("a", 1);
    rows.load("b", 2);
    rows.put("a", 10);
    rows.put("a", 1);

    assertThat(rows.added()).isEmpty();
    assertThat(rows.changed()).isEmpty();
  }
}
