package dev.waybill.inventory.store;

import static dev.waybill.inventory.store.StoreInstance.LONG_ENOUGH;
import static dev.waybill.inventory.store.StoreInstance.anyOrder;
import static dev.waybill.inventory.store.StoreInstance.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.RequestedLine;
import dev.waybill.inventory.domain.ReservationDigest;
import dev.waybill.inventory.domain.ReservationState;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an audit finds. */
class PostgresInventoryAuditTest {
  private static final Sku LAMP = new Sku("LAMP");
  private static final Money EURO = new Money("EUR", 100);

  private final DatabaseSettings database = TestPostgres.freshDatabase(InventoryPorts.MIGRATIONS);
  private final OrderId low = new OrderId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
  private final OrderId high = new OrderId(UUID.fromString("ffffffff-0000-0000-0000-000000000001"));

  @AutoClose
  private final StoreInstance instance = new StoreInstance(database, Duration.ofMinutes(15));

  @BeforeEach
  void sellSomeOfTenLamps() {
    instance.stock(LAMP, EURO, 10);
    instance.apply(reserve(high, new RequestedLine(LAMP, 2)));
    instance.apply(reserve(low, new RequestedLine(LAMP, 3)));
    instance.apply(new StockCommand.Commit(low));
    instance.apply(reserve(anyOrder(), new RequestedLine(LAMP, 99)));
  }

  @Test
  void findsNothingWhereAllAddsUp() {
    assertThat(instance.violations()).isEmpty();
  }

  @Test
  void namesAnItemWithPiecesThatNoScanBroughtIn() {
    TestPostgres.execute(
        database, "UPDATE items SET received = received + 1, available = available + 1");
    assertThat(instance.violations())
        .containsExactly(
            new StockViolation(
                LAMP,
                "is at received 11, available 6, reserved 2, shipped 3; its readings and"
                    + " reservations add up to received 10, reserved 2, shipped 3"));
  }

  @Test
  void namesAnItemWhoseHoldWasLost() {
    TestPostgres.execute(
        database, "UPDATE items SET reserved = reserved - 2, available = available + 2");
    assertThat(instance.violations()).extracting(StockViolation::sku).containsExactly(LAMP);
  }

  @Test
  void namesALevelThatDoesNotAddUp() {
    TestPostgres.execute(database, "ALTER TABLE items DROP CONSTRAINT items_level_adds_up");
    TestPostgres.execute(database, "UPDATE items SET available = available + 1");
    assertThat(instance.violations()).extracting(StockViolation::sku).containsExactly(LAMP);
  }

  @Test
  void listsDigestsByOrderId() {
    OrderId closed = new OrderId(UUID.fromString("7fffffff-0000-0000-0000-000000000001"));
    instance.apply(new StockCommand.Release(closed));
    assertThat(digests(Duration.ZERO))
        .containsSubsequence(
            new ReservationDigest(low, ReservationState.COMMITTED, new Money("EUR", 300)),
            new ReservationDigest(closed, ReservationState.RELEASED, null),
            new ReservationDigest(high, ReservationState.HELD, new Money("EUR", 200)))
        .hasSize(4);
  }

  @Test
  void leavesOutWhatChangedJustNow() {
    assertThat(digests(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void showsOneDigest() {
    assertThat(instance.audit.digest(low, LONG_ENOUGH))
        .contains(new ReservationDigest(low, ReservationState.COMMITTED, new Money("EUR", 300)));
    assertThat(instance.audit.digest(anyOrder(), LONG_ENOUGH)).isEmpty();
  }

  private List<ReservationDigest> digests(Duration settledFor) {
    List<ReservationDigest> found = new ArrayList<>();
    instance.audit.digests(settledFor, found::add);
    return found;
  }
}
