package dev.waybill.inventory.domain;

import dev.waybill.common.command.Command;
import dev.waybill.common.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A requested change of stock, and the rule that decides it; {@code R} is its result. */
public sealed interface StockCommand<R> extends Command<StockBook, R>
    permits StockCommand.PutItem, StockCommand.Receive, ReservationCommand {

  /** Adds an item, or changes its name and price; the stock of an existing item stays. */
  record PutItem(Sku sku, String name, Money unitPrice) implements StockCommand<Item> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.items().name(sku);
    }

    @Override
    public Item decide(StockBook book, Instant now) {
      Item before = book.items().get(sku);
      StockLevel level = before == null ? StockLevel.EMPTY : before.level();
      Item item = new Item(sku, name, unitPrice, level);
      book.items().put(sku, item);
      return item;
    }
  }

  /** Books received goods in, once per scan id. */
  record Receive(Reading reading) implements StockCommand<ReceiptResult> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(StockBook book) {
      book.items().name(reading.sku());
      book.readings().nameNew(reading.scanId());
    }

    @Override
    public ReceiptResult decide(StockBook book, Instant now) {
      Reading applied = book.readings().get(reading.scanId());
      if (applied != null) {
        return applied.hasSameContent(reading)
            ? new ReceiptResult.Duplicate()
            : new ReceiptResult.ReadingDiffers(reading.scanId());
      }
      Item item = book.items().get(reading.sku());
      if (item == null) {
        return new ReceiptResult.UnknownItem(reading.sku());
      }
      book.items().put(item.sku(), item.withLevel(item.level().receive(reading.quantity())));
      book.readings().put(reading.scanId(), reading);
      return new ReceiptResult.Accepted();
    }
  }

  /** One reading of received goods. */
  record Reading(UUID scanId, Sku sku, int quantity, @Nullable Instant scanTime) {

    /** Whether both have the same item and quantity; the scanner's clock does not matter. */
    boolean hasSameContent(Reading other) {
      return sku.equals(other.sku) && quantity == other.quantity;
    }
  }

  /** The result of booking in one reading. */
  sealed interface ReceiptResult {

    /** The pieces are in stock. */
    record Accepted() implements ReceiptResult {}

    /** The same reading was applied before. */
    record Duplicate() implements ReceiptResult {}

    /** The scan id was applied before with another item or quantity. */
    record ReadingDiffers(UUID scanId) implements ReceiptResult {}

    /** There is no such item. */
    record UnknownItem(Sku sku) implements ReceiptResult {}
  }
}
