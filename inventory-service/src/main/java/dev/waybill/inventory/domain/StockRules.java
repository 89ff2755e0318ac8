package dev.waybill.inventory.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of a group of commands; {@code holdTime} is how long a hold lasts. */
public record StockRules(Duration holdTime) {
  /** What the database's clock may be set back by without anybody taking it for a fault. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(30);

  /** How far away the end of a hold can be; only a clock that ran ahead makes one beyond it. */
  public static Duration furthestExpiry(Duration holdTime) {
    return holdTime.plus(CLOCK_SLACK);
  }

  /**
   * Decides the commands one after the other, each on what the ones before it left. The results are
   * in the commands' order. Nothing outside is read or changed.
   */
  public StockDecision decide(StockState state, List<StockCommand<?>> commands) {
    StockBook book = new StockBook(state);
    ReservationRules reservations = new ReservationRules(book, holdTime);
    List<CommandResult> results = new ArrayList<>(commands.size());
    for (StockCommand<?> command : commands) {
      results.add(
          switch (command) {
            case StockCommand.PutItem put -> putItem(book, put);
            case StockCommand.Receive receive -> receive(book, receive.scan());
            case StockCommand.Reserve reserve -> reservations.reserve(reserve);
            case StockCommand.Commit commit -> reservations.commit(commit.orderId());
            case StockCommand.Withdraw withdraw -> reservations.withdraw(withdraw);
            case StockCommand.Release release -> reservations.release(release.orderId());
            case StockCommand.Expire expire -> reservations.expire(expire.orderId());
          });
    }
    return new StockDecision(book.changes(), results);
  }

  private static CommandResult putItem(StockBook book, StockCommand.PutItem put) {
    Item before = book.item(put.sku());
    StockLevel level = before == null ? StockLevel.EMPTY : before.level();
    Item item = new Item(put.sku(), put.name(), put.unitPrice(), level);
    book.put(item);
    return new CommandResult.ItemStored(item);
  }

  private static CommandResult receive(StockBook book, Scan scan) {
    Scan applied = book.scan(scan.scanId());
    if (applied != null) {
      return applied.sameReading(scan)
          ? new ReceiptResult.Duplicate()
          : new ReceiptResult.ScanDiffers(scan.scanId());
    }
    Item item = book.item(scan.sku());
    if (item == null) {
      return new ReceiptResult.UnknownItem(scan.sku());
    }
    book.put(item.withLevel(item.level().receive(scan.quantity())));
    book.put(scan);
    return new ReceiptResult.Accepted();
  }
}
