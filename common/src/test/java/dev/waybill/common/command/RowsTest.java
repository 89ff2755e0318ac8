package dev.waybill.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
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

  @Test
  void recallsRowsThatWereRemembered() {
    RowCache<String, Integer> cache = new RowCache<>(8);
    rows.load("a", 1);
    rows.put("a", 10);
    rows.put("b", 2);
    rows.remember(cache);

    Rows<String, Integer> next = new Rows<>();
    next.name("a");
    next.name("b");
    next.nameNew("c");

    assertThat(next.recall(cache, row -> row + 100)).isTrue();
    assertThat(next.stored()).containsExactly(110, 102);
    assertThat(next.stored("c")).isNull();
  }

  @Test
  void recallsARowOnlyOnce() {
    RowCache<String, Integer> cache = new RowCache<>(8);
    rows.put("a", 1);
    rows.remember(cache);
    Rows<String, Integer> lost = new Rows<>();
    lost.name("a");
    assertThat(lost.recall(cache, UnaryOperator.identity())).isTrue();

    Rows<String, Integer> next = new Rows<>();
    next.name("a");

    assertThat(next.recall(cache, UnaryOperator.identity())).isFalse();
  }

  @Test
  void forgetsTheRowsWrittenLongestAgo() {
    RowCache<String, Integer> cache = new RowCache<>(2);
    rows.put("a", 1);
    rows.put("b", 2);
    rows.remember(cache);
    Rows<String, Integer> next = new Rows<>();
    next.put("a", 3);
    next.put("c", 4);
    next.remember(cache);

    assertThat(cache.take("b")).isNull();
    assertThat(cache.take("a")).isEqualTo(3);
    assertThat(cache.take("c")).isEqualTo(4);
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
