package dev.waybill.cli.stock;

import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.proto.inventory.v1.ItemLevel;
import dev.waybill.proto.inventory.v1.StockLevel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The latest stock level of every item seen so far. */
public final class LevelBoard {
  /** The most recently changed item is last. */
  private final SequencedMap<String, ItemLevel> levels = new LinkedHashMap<>();

  public void put(ItemLevel level) {
    levels.putLast(level.getSku(), level);
  }

  /** The most recently changed items, as many as fit, sorted by SKU. */
  public Table table(int room) {
    Table table = new Table().heading("SKU", "RECEIVED", "AVAILABLE", "RESERVED", "SHIPPED");
    List<ItemLevel> shown =
        levels.sequencedValues().reversed().stream()
            .limit(room)
            .sorted(Comparator.comparing(ItemLevel::getSku))
            .toList();
    for (ItemLevel item : shown) {
      StockLevel level = item.getLevel();
      table.row(
          Cell.of(item.getSku()),
          count(level.getReceived()),
          count(level.getAvailable()),
          count(level.getReserved()),
          count(level.getShipped()));
    }
    int left = levels.size() - shown.size();
    return left == 0 ? table : table.row(Cell.of("and " + left + " more", Style.FAINT));
  }

  /** One item on one line. */
  static String line(ItemLevel item) {
    StockLevel level = item.getLevel();
    return "%s  received %s  available %s  reserved %s  shipped %s"
        .formatted(
            item.getSku(),
            level.getReceived(),
            level.getAvailable(),
            level.getReserved(),
            level.getShipped());
  }

  private static Cell count(long pieces) {
    return Cell.number(Long.toString(pieces));
  }
}
