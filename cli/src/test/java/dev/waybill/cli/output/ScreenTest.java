package dev.waybill.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.console.Terminal;
import dev.waybill.cli.stock.FakeStockFeed;
import dev.waybill.cli.stock.LevelBoard;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is overwritten on a terminal, and that it fits the terminal's current size. */
final class ScreenTest {
  private final StringWriter out = new StringWriter();
  private Terminal.Size size = new Terminal.Size(5, 60);
  private final Screen screen =
      Screen.on(new PrintWriter(out), new Terminal(true, false, () -> size));
  private final LevelBoard board = new LevelBoard();

  @Test
  void overwritesThePreviousTable() {
    put("SKU-003", "SKU-001", "SKU-002");

    screen.tableInPlace(board::table);
    put("SKU-003");
    screen.tableInPlace(board::table);

    // A terminal of five lines has room for two items. The second table overwrites the first.
    List<String> tables = List.of(out.toString().split("\u001b\\[4A"));
    assertThat(tables).hasSize(2);
    assertThat(tables.getFirst()).contains("SKU-001").contains("SKU-002").contains("and 1 more");
    assertThat(tables.getLast()).contains("SKU-002").contains("SKU-003").doesNotContain("SKU-001");
  }

  @Test
  void showsMoreOfATableWhenTheTerminalIsEnlarged() {
    put("SKU-001", "SKU-002", "SKU-003", "SKU-004");
    screen.tableInPlace(board::table);
    assertThat(screen.isTableOutOfShape()).isFalse();

    size = new Terminal.Size(20, 60);

    assertThat(screen.isTableOutOfShape()).isTrue();
    assertThat(redrawn())
        .startsWith("\u001b[H")
        .contains("SKU-001", "SKU-002", "SKU-003", "SKU-004")
        .doesNotContain("more");
    assertThat(screen.isTableOutOfShape()).isFalse();
  }

  @Test
  void keepsTheHeadingAndTheLatestChangeWhenTheTerminalIsShrunk() {
    size = new Terminal.Size(20, 60);
    put("SKU-001", "SKU-002", "SKU-003", "SKU-004");
    screen.tableInPlace(board::table);

    size = new Terminal.Size(4, 60);

    String redrawn = redrawn();
    assertThat(redrawn).startsWith("\u001b[H").contains("AVAILABLE", "SKU-004", "and 3 more");
    assertThat(redrawn.lines()).hasSize(4);
  }

  @Test
  void cutsTheProgressLineToTheTerminal() {
    size = new Terminal.Size(24, 12);

    screen.progress("measuring: 1,234 sent");

    assertThat(out).hasToString("\r\u001b[Jmeasuring: ");
  }

  @Test
  void clearsAProgressLineThatANarrowerTerminalWrapped() {
    screen.progress("x".repeat(50));
    size = new Terminal.Size(24, 20);

    screen.progress("");

    assertThat(out.toString()).endsWith("\u001b[2A\r\u001b[J");
  }

  @Test
  void clearsTheProgressBeforeOtherOutput() {
    screen.progress("half done");

    screen.line("a result");

    assertThat(out.toString())
        .isEqualTo("\r\u001b[Jhalf done\r\u001b[Ja result" + System.lineSeparator());
  }

  @Test
  void omitsTheBarWhereOnlyTheTextFits() {
    size = new Terminal.Size(24, 40);
    assertThat(screen.hasRoomFor(39)).isTrue();
    assertThat(screen.hasRoomFor(40)).isFalse();
  }

  private String redrawn() {
    int before = out.getBuffer().length();
    screen.tableInPlace(board::table);
    return out.toString().substring(before);
  }

  private void put(String... skus) {
    for (String sku : skus) {
      board.put(FakeStockFeed.level(sku, 10).getLevel());
    }
  }
}
