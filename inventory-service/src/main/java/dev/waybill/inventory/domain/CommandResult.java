package dev.waybill.inventory.domain;

/** What a {@link StockCommand} came to. */
public sealed interface CommandResult
    permits CommandResult.ItemStored, ReceiptResult, ReservationResult {

  /** The item as it now stands. */
  record ItemStored(Item item) implements CommandResult {}
}
