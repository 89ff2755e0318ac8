package dev.waybill.inventory.store;

import static dev.waybill.inventory.store.StoreInstance.LONG_ENOUGH;
import static dev.waybill.inventory.store.StoreInstance.anyOrder;
import static dev.waybill.inventory.store.StoreInstance.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.ReservationCommand.ReservationResult;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.ReservationRequest;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockCommand.Reading;
import dev.waybill.inventory.domain.StockCommand.ReceiptResult;
import dev.waybill.inventory.domain.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store keeps, even if two instances share one database. */
class PostgresInventoryStoreTest {
  private static final Sku LAMP = new Sku("LAMP");

  /** A word that PostgreSQL interprets differently unless it is quoted. */
  private static final Sku NULL = new Sku("NULL");

  private final DatabaseSettings database = TestPostgres.freshDatabase(InventoryPorts.MIGRATIONS);

  @AutoClose private final StoreInstance one = new StoreInstance(database, Duration.ofMinutes(15));

  @AutoClose
  private final StoreInstance other = new StoreInstance(database, Duration.ofMinutes(15));

  @BeforeEach
  void stockFiftyOfEach() {
    one.stock(LAMP, euro(1_000), 50);
    one.stock(NULL, euro(5), 50);
  }

  @Test
  void answersARepeatFromTheStoredDecision() {
    List<ReservationCommand.Reserve> orders =
        List.of(
            reserve(anyOrder(), line(LAMP, 2), line(NULL, 1)),
            new ReservationCommand.Reserve(
                anyOrder(), new ReservationRequest(List.of(line(LAMP, 2)), euro(2_000)), null),
            new ReservationCommand.Reserve(
                anyOrder(), new ReservationRequest(List.of(line(LAMP, 2)), euro(1)), null),
            reserve(anyOrder(), line(LAMP, 51)),
            reserve(anyOrder(), line(LAMP, 1), line(new Sku("NONE"), 1)));
    for (ReservationCommand.Reserve order : orders) {
      Reservation first = reservation(one.apply(order));
      assertThat(reservation(other.apply(order))).isEqualTo(first);
    }
  }

  @Test
  void keepsRefusalsForPricesToo() {
    one.stock(new Sku("GOLD"), euro(Item.HIGHEST_PRICE), 1_000);
    one.stock(new Sku("IMPORT"), new Money("USD", 5), 10);
    ReservationCommand.Reserve tooMuch = reserve(anyOrder(), line(new Sku("GOLD"), 101));
    ReservationCommand.Reserve mixed =
        reserve(anyOrder(), line(LAMP, 1), line(new Sku("IMPORT"), 1));
    one.apply(tooMuch);
    one.apply(mixed);
    assertThat(refusal(other.apply(tooMuch)))
        .isEqualTo(Refusal.of(Refusal.Reason.TOTAL_OUT_OF_RANGE));
    assertThat(refusal(other.apply(mixed)))
        .isEqualTo(Refusal.of(Refusal.Reason.MIXED_CURRENCY, new Sku("IMPORT")));
  }

  @Test
  void keepsEveryStateThatAReservationGoesThrough() {
    OrderId order = anyOrder();
    one.apply(reserve(order, line(LAMP, 3), line(NULL, 2)));
    Reservation committed = reservation(one.apply(new ReservationCommand.Commit(order)));
    assertThat(reservation(other.apply(new ReservationCommand.Commit(order)))).isEqualTo(committed);
    Reservation released = reservation(one.apply(new ReservationCommand.Release(order)));
    assertThat(reservation(other.apply(new ReservationCommand.Release(order)))).isEqualTo(released);
    OrderId unknown = anyOrder();
    one.apply(new ReservationCommand.Release(unknown));
    assertThat(reservation(other.apply(reserve(unknown, line(LAMP, 1)))))
        .isEqualTo(new Reservation.Closed(unknown));
    assertThat(level(LAMP)).isEqualTo(new StockLevel(50, 50, 0, 0));
  }

  @Test
  void neverOversellsWhenTwoInstancesSellOneItem() {
    List<CompletableFuture<ReservationResult.OfReserve>> sales = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      StoreInstance seller = i % 2 == 0 ? one : other;
      sales.add(seller.submit(reserve(anyOrder(), line(LAMP, 1))));
    }
    assertThat(sales.stream().filter(PostgresInventoryStoreTest::isHeld)).hasSize(50);
    assertThat(level(LAMP)).isEqualTo(new StockLevel(50, 0, 50, 0));
    assertThat(one.violations()).isEmpty();
  }

  @Test
  void decidesOnceWhenTwoInstancesGetTheSameOrder() {
    for (int i = 0; i < 20; i++) {
      OrderId order = anyOrder();
      var first = one.submit(reserve(order, line(LAMP, 1)));
      var second = other.submit(reserve(order, line(NULL, 1)));
      assertThat(List.of(first.join(), second.join()))
          .containsOnlyOnce(new ReservationResult.ContentDiffers(order))
          .hasAtLeastOneElementOfType(Standing.class);
    }
    assertThat(level(LAMP).reserved() + level(NULL).reserved()).isEqualTo(20);
    assertThat(one.violations()).isEmpty();
  }

  @Test
  void locksItemsInTheSameOrderWhateverTheOrderOfTheLines() {
    List<CompletableFuture<ReservationResult.OfReserve>> sales = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sales.add(one.submit(reserve(anyOrder(), line(LAMP, 1), line(NULL, 1))));
      sales.add(other.submit(reserve(anyOrder(), line(NULL, 1), line(LAMP, 1))));
    }
    assertThat(sales).allMatch(PostgresInventoryStoreTest::isHeld);
  }

  @Test
  void appliesAReadingOnceWhenTwoInstancesGetIt() {
    for (int i = 0; i < 20; i++) {
      StockCommand.Receive receive =
          new StockCommand.Receive(new Reading(UUID.randomUUID(), LAMP, 1, Instant.EPOCH));
      var first = one.submit(receive);
      var second = other.submit(receive);
      assertThat(List.of(first.join(), second.join()))
          .containsExactlyInAnyOrder(new ReceiptResult.Accepted(), new ReceiptResult.Duplicate());
    }
    assertThat(level(LAMP).received()).isEqualTo(70);
  }

  @Test
  void addsAnItemOnceWhenTwoInstancesPutIt() {
    var first = one.submit(new StockCommand.PutItem(new Sku("NEW"), "New", euro(1)));
    var second = other.submit(new StockCommand.PutItem(new Sku("NEW"), "New", euro(1)));
    assertThat(first.join()).isEqualTo(second.join());
  }

  @Test
  void keepsTheStockOfAnItemThatIsPutAgain() {
    one.apply(new StockCommand.PutItem(LAMP, "Brighter lamp", euro(2_000)));
    assertThat(one.store.item(LAMP, LONG_ENOUGH))
        .contains(new Item(LAMP, "Brighter lamp", euro(2_000), new StockLevel(50, 50, 0, 0)));
  }

  @Test
  void listsItemsBySku() {
    assertThat(one.store.itemsAfter(null, 1, LONG_ENOUGH)).extracting(Item::sku).containsOnly(LAMP);
    assertThat(one.store.itemsAfter(LAMP, 5, LONG_ENOUGH)).extracting(Item::sku).containsOnly(NULL);
    assertThat(one.store.itemsAfter(NULL, 5, LONG_ENOUGH)).isEmpty();
  }

  @Test
  void findsExpiredHoldsByTheDatabaseClock() {
    OrderId order = anyOrder();
    try (StoreInstance hasty = new StoreInstance(database, Duration.ZERO)) {
      hasty.apply(reserve(order, line(LAMP, 5)));
    }
    one.apply(reserve(anyOrder(), line(LAMP, 5)));
    assertThat(one.store.expiredHolds(10, LONG_ENOUGH)).containsExactly(order);
    assertThat(reservation(one.apply(new ReservationCommand.Expire(order))))
        .isInstanceOf(Reservation.Expired.class);
    assertThat(one.store.expiredHolds(10, LONG_ENOUGH)).isEmpty();
    assertThat(level(LAMP)).isEqualTo(new StockLevel(50, 45, 5, 0));
  }

  @Test
  void cutsHoldsThatAFastClockMadeTooLong() {
    OrderId order = anyOrder();
    one.apply(reserve(order, line(LAMP, 5)));
    one.apply(reserve(anyOrder(), line(LAMP, 5)));
    TestPostgres.execute(
        database,
        "UPDATE reservations SET expires_at = expires_at + interval '2 hours' WHERE order_id = '%s'"
            .formatted(order));

    assertThat(one.store.expiredHolds(10, LONG_ENOUGH)).containsExactly(order);
    one.apply(new ReservationCommand.Expire(order));

    assertThat(one.store.expiredHolds(10, LONG_ENOUGH)).isEmpty();
    assertThat(one.audit.digest(order, LONG_ENOUGH).orElseThrow().remaining())
        .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
    assertThat(level(LAMP)).isEqualTo(new StockLevel(50, 40, 10, 0));
  }

  private StockLevel level(Sku sku) {
    return one.store.item(sku, LONG_ENOUGH).orElseThrow().level();
  }

  private static boolean isHeld(CompletableFuture<ReservationResult.OfReserve> result) {
    return reservation(result.join()) instanceof Reservation.Held;
  }

  private static Reservation reservation(ReservationResult result) {
    return ((Standing) result).reservation();
  }

  private static Refusal refusal(ReservationResult result) {
    return ((Reservation.Refused) reservation(result)).refusal();
  }

  private static RequestedLine line(Sku sku, int quantity) {
    return new RequestedLine(sku, quantity);
  }

  private static Money euro(long cents) {
    return new Money("EUR", cents);
  }
}
