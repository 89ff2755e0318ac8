package dev.waybill.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RowsTest {
  private static final Instant NOW = Instant.ofEpochSecond(100);

  private final RowCache<String, Integer> cache = new RowCache<>(2);
  private final Rows<String, Integer> rows = new Rows<>(cache);

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

  @Test
  void recallsRowsThatWereRemembered() {
    rows.load("a", 1);
    rows.put("a", 10);
    rows.put("b", 2);
    rows.remember();

    Rows<String, Integer> next = new Rows<>(cache, (row, now) -> row + (int) now.getEpochSecond());
    next.name("a");
    next.name("b");
    next.nameNew("c");

    assertThat(next.recall(NOW)).isTrue();
    assertThat(next.stored()).containsExactly(110, 102);
    assertThat(next.stored("c")).isNull();
  }

  @Test
  void recallsARowOnlyOnce() {
    rows.put("a", 1);
    rows.remember();
    Rows<String, Integer> lost = new Rows<>(cache);
    lost.name("a");
    assertThat(lost.recall(NOW)).isTrue();

    Rows<String, Integer> next = new Rows<>(cache);
    next.name("a");

    assertThat(next.recall(NOW)).isFalse();
  }

  @Test
  void forgetsTheRowsWrittenLongestAgo() {
    rows.put("a", 1);
    rows.put("b", 2);
    rows.remember();
    Rows<String, Integer> next = new Rows<>(cache);
    next.put("a", 3);
    next.put("c", 4);
    next.remember();

    assertThat(cache.take("b")).isNull();
    assertThat(cache.take("a")).isEqualTo(3);
    assertThat(cache.take("c")).isEqualTo(4);
  }

  @Test
  void forgetsARowThatMayNotChangeAgain() {
    RowCache<String, Integer> belowTen = new RowCache<>(8, row -> row < 10);
    Rows<String, Integer> first = new Rows<>(belowTen);
    first.put("a", 1);
    first.put("b", 2);
    first.remember();
    Rows<String, Integer> next = new Rows<>(belowTen);
    next.put("a", 10);
    next.remember();

    assertThat(belowTen.take("a")).isNull();
    assertThat(belowTen.take("b")).isEqualTo(2);
  }

  @Test
  void isRewrittenOnceEveryNamedRowHasANewState() {
    rows.name("a");
    rows.nameNew("b");
    rows.load("a", 1);
    rows.put("b", 2);
    assertThat(rows.isRewritten()).isFalse();

    rows.put("a", 1);
    assertThat(rows.isRewritten()).isFalse();

    rows.put("a", 10);
    assertThat(rows.isRewritten()).isTrue();
  }
}
