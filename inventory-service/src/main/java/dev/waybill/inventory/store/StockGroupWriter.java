package dev.waybill.inventory.store;

import dev.waybill.common.group.GroupWriter;
import dev.waybill.inventory.domain.CommandResult;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Scan;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockChanges;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockDecision;
import dev.waybill.inventory.domain.StockRules;
import dev.waybill.inventory.domain.StockState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Locks what a group is about, lets the rules decide, and writes what they changed. */
final class StockGroupWriter implements GroupWriter<StockCommand<?>, CommandResult> {
  private final StockRules rules;

  StockGroupWriter(StockRules rules) {
    this.rules = rules;
  }

  @Override
  public List<CommandResult> apply(Handle handle, List<StockCommand<?>> commands) {
    StockDecision decision = rules.decide(lock(handle, GroupKeys.of(commands)), commands);
    write(handle, decision.changes());
    return decision.results();
  }

  /**
   * Every group locks reservations before items and each kind by its key, so that groups of several
   * instances wait for each other but never in a circle.
   */
  private static StockState lock(Handle handle, GroupKeys keys) {
    Map<OrderId, Reservation> reservations = ReservationRows.lock(handle, keys.orders());
    keys.addLinesOf(reservations.values());
    Map<Sku, Item> items = ItemRows.lock(handle, keys.skus());
    // Read only now: a scan that another instance booked in is there once its item could be locked.
    Map<UUID, Scan> scans = ScanRows.find(handle, keys.scans());
    // The same for the time: waiting for a lock must not make it an old one.
    Instant now = handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one();
    return new StockState(now, items, reservations, scans);
  }

  private static void write(Handle handle, StockChanges changes) {
    ItemRows.insert(handle, changes.items().added(), changes.time());
    ItemRows.update(handle, changes.items().changed(), changes.time());
    ReservationRows.insert(handle, changes.reservations().added(), changes.time());
    ReservationRows.update(handle, changes.reservations().changed(), changes.time());
    ScanRows.insert(handle, changes.newScans(), changes.time());
  }
}
