package dev.waybill.inventory.store;

import static java.util.stream.Collectors.toMap;

import dev.waybill.common.db.NamedSql;
import dev.waybill.common.db.SetStatement;
import dev.waybill.common.db.SqlParts;
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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Locks what a group is about, lets the rules decide, and writes what they changed: each of the two
 * in one round trip to the database.
 */
final class StockGroupWriter implements GroupWriter<StockCommand<?>, CommandResult> {
  /**
   * Every group locks reservations before items and each kind by its key, so that groups of several
   * instances wait for each other but never in a circle. The second statement sees the lines of the
   * reservations that the first has locked. Scans are read only now: one that another instance
   * booked in is there once its item could be locked. The same for the time: waiting for a lock
   * must not make it an old one.
   */
  private static final NamedSql LOCK =
      NamedSql.of(
          "SELECT * FROM reservations WHERE order_id = ANY(:orders) ORDER BY order_id"
              + " FOR NO KEY UPDATE",
          """
          SELECT * FROM items
          WHERE sku = ANY(:skus || ARRAY(
            SELECT unnest(skus) FROM reservations WHERE order_id = ANY(:orders)))
          ORDER BY sku FOR NO KEY UPDATE\
          """,
          "SELECT * FROM scans WHERE scan_id = ANY(:scans)",
          "SELECT clock_timestamp() AS now");

  private static final String NEW_ITEM = "newItem";
  private static final String ITEM = "item";
  private static final String NEW_RESERVATION = "newReservation";
  private static final String REPLACED_RESERVATION = "replacedReservation";
  private static final String RESERVATION = "reservation";
  private static final String SCAN = "scan";

  private static final SqlParts WRITE =
      new SqlParts()
          .with(NEW_ITEM, ItemRows.INSERT)
          .with(ITEM, ItemRows.UPDATE)
          .with(NEW_RESERVATION, ReservationRows.INSERT)
          .with(REPLACED_RESERVATION, ReservationRows.REPLACE)
          .with(RESERVATION, ReservationRows.UPDATE)
          .with(SCAN, ScanRows.INSERT);

  private final StockRules rules;

  StockGroupWriter(StockRules rules) {
    this.rules = rules;
  }

  @Override
  public List<CommandResult> apply(Handle handle, List<StockCommand<?>> commands) {
    StockState before = lock(handle, GroupKeys.of(commands));
    StockDecision decision = rules.decide(before, commands);
    write(handle, before, decision.changes());
    return decision.results();
  }

  private static StockState lock(Handle handle, GroupKeys keys) {
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      lock.bind("orders", UUID.class, keys.orders(), OrderId::value)
          .bind("skus", String.class, keys.skus(), Sku::value)
          .bind("scans", UUID.class, keys.scans(), id -> id);
      List<Reservation> reservations = lock.rows(ReservationReader::read);
      List<Item> items = lock.rows(ItemRows::read);
      List<Scan> scans = lock.rows(ScanRows::read);
      OffsetDateTime now = lock.rows(row -> row.getObject("now", OffsetDateTime.class)).getFirst();
      return new StockState(
          now.toInstant(),
          items.stream().collect(toMap(Item::sku, item -> item)),
          reservations.stream().collect(toMap(Reservation::orderId, it -> it)),
          scans.stream().collect(toMap(Scan::scanId, scan -> scan)));
    }
  }

  private static void write(Handle handle, StockState before, StockChanges changes) {
    List<Reservation> replaced = new ArrayList<>();
    List<Reservation> moved = new ArrayList<>();
    for (Reservation now : changes.reservations().changed()) {
      (isReplaced(before, now) ? replaced : moved).add(now);
    }
    Set<String> parts = new HashSet<>();
    addIfAny(parts, NEW_ITEM, changes.items().added());
    addIfAny(parts, ITEM, changes.items().changed());
    addIfAny(parts, NEW_RESERVATION, changes.reservations().added());
    addIfAny(parts, REPLACED_RESERVATION, replaced);
    addIfAny(parts, RESERVATION, moved);
    addIfAny(parts, SCAN, changes.newScans());
    if (parts.isEmpty()) {
      return;
    }
    Instant time = changes.time();
    try (SetStatement write = SetStatement.prepare(handle, WRITE.choose(parts))) {
      for (String part : parts) {
        switch (part) {
          case NEW_ITEM -> ItemRows.bind(write, part, changes.items().added(), time);
          case ITEM -> ItemRows.bind(write, part, changes.items().changed(), time);
          case NEW_RESERVATION ->
              ReservationRows.bindWhole(write, part, changes.reservations().added(), time);
          case REPLACED_RESERVATION -> ReservationRows.bindWhole(write, part, replaced, time);
          case RESERVATION -> ReservationRows.bindChanged(write, part, moved, time);
          case SCAN -> ScanRows.bind(write, part, changes.newScans(), time);
          default -> throw new IllegalArgumentException(part);
        }
      }
      write.execute();
    }
  }

  /** What is taken back leaves nothing of its decision, and what is decided anew found nothing. */
  private static boolean isReplaced(StockState before, Reservation now) {
    return now instanceof Reservation.Withdrawn
        || before.reservations().get(now.orderId()) instanceof Reservation.Withdrawn;
  }

  private static void addIfAny(Set<String> parts, String part, List<?> rows) {
    if (!rows.isEmpty()) {
      parts.add(part);
    }
  }
}
