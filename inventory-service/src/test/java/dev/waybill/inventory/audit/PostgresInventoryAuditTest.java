package dev.waybill.inventory.audit;

import static dev.waybill.inventory.store.StoreInstance.LONG_ENOUGH;
import static dev.waybill.inventory.store.StoreInstance.anyOrder;
import static dev.waybill.inventory.store.StoreInstance.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation.ReservationState;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.store.StoreInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The violations and digests that an audit finds. */
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
    instance.apply(new ReservationCommand.Commit(low));
    instance.apply(reserve(anyOrder(), new RequestedLine(LAMP, 99)));
  }

  @Test
  void findsNothingWhenEverythingAddsUp() {
    assertThat(instance.violations()).isEmpty();
  }

  @Test
  void reportsItemWithPiecesThatWereNeverScanned() {
    TestPostgres.execute(
        database, "UPDATE items SET received = received + 1, available = available + 1");
    assertThat(instance.violations())
        .containsExactly(
            Invariant.brokenBy(
                LAMP,
                "is at received 11, available 6, reserved 2, shipped 3; its readings and"
                    + " reservations add up to received 10, reserved 2, shipped 3"));
  }

  @Test
  void reportsItemWhoseHoldWasLost() {
    TestPostgres.execute(
        database, "UPDATE items SET reserved = reserved - 2, available = available + 2");
    assertThat(instance.violations()).extracting(Violation::resource).containsExactly("items/LAMP");
  }

  @Test
  void reportsLevelThatDoesNotAddUp() {
    TestPostgres.execute(database, "ALTER TABLE items DROP CONSTRAINT items_level_adds_up");
    TestPostgres.execute(database, "UPDATE items SET available = available + 1");
    assertThat(instance.violations()).extracting(Violation::resource).containsExactly("items/LAMP");
  }

  @Test
  void listsDigestsByOrderId() {
    OrderId closed = new OrderId(UUID.fromString("7fffffff-0000-0000-0000-000000000001"));
    instance.apply(new ReservationCommand.Release(closed));
    assertThat(digests(Duration.ZERO))
        .containsSubsequence(
            new ReservationDigest(low, ReservationState.COMMITTED, new Money("EUR", 300), null),
            new ReservationDigest(closed, ReservationState.RELEASED, null, null))
        .hasSize(4)
        .last()
        .satisfies(
            digest -> {
              assertThat(digest.state()).isEqualTo(ReservationState.HELD);
              assertThat(digest.total()).isEqualTo(new Money("EUR", 200));
              assertThat(digest.remaining())
                  .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
            });
  }

  @Test
  void listsDigestsDatedInTheFuture() {
    shift("create_time", "2 hours");
    shift("update_time", "2 hours");
    assertThat(digests(Duration.ZERO)).hasSize(3);
  }

  @Test
  void reportsReservationDatedInTheFuture() {
    shift("update_time", "2 hours");
    assertThat(instance.violations())
        .hasSize(3)
        .allSatisfy(
            found ->
                assertThat(found.description())
                    .contains(" ahead of the database's clock")
                    .contains("PT1H59M"))
        .extracting(Violation::resource)
        .contains("reservations/" + high);
  }

  @Test
  void reportsHoldThatEndsTooLate() {
    shift("expires_at", "2 hours");
    assertThat(instance.violations())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.invariant()).isEqualTo("I4");
              assertThat(found.resource()).isEqualTo("reservations/" + high);
              assertThat(found.description()).contains("longer than any hold");
            });
  }

  @Test
  void reportsOverdueHold() {
    shift("expires_at", "-20 minutes");
    assertThat(instance.violations())
        .extracting(Violation::description)
        .singleElement()
        .asString()
        .startsWith("is HELD and should have ended PT5M");
  }

  @Test
  void staysCleanWhenOldWithdrawalsAreDeletedAsDocumented() throws IOException {
    AttemptId attempt = new AttemptId(UUID.randomUUID());
    OrderId old = anyOrder();
    OrderId young = anyOrder();
    instance.apply(new ReservationCommand.Withdraw(old, attempt));
    shift("update_time", "-25 hours");
    instance.apply(new ReservationCommand.Withdraw(young, attempt));

    TestPostgres.execute(database, documented("DELETE FROM reservations"));

    assertThat(instance.audit.digest(old, LONG_ENOUGH)).isEmpty();
    assertThat(instance.audit.digest(young, LONG_ENOUGH)).isPresent();
    assertThat(digests(Duration.ZERO)).as("all others are kept").hasSize(4);
    assertThat(instance.violations()).isEmpty();
  }

  /** Returns the statement in docs/operating.md that begins with this text. */
  private static String documented(String beginning) throws IOException {
    Path page = Path.of("..", "docs", "operating.md");
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private void shift(String column, String time) {
    TestPostgres.execute(
        database,
        "UPDATE reservations SET %s = %s + interval '%s'".formatted(column, column, time));
  }

  @Test
  void skipsReservationsThatJustChanged() {
    assertThat(digests(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void showsOneDigest() {
    assertThat(instance.audit.digest(low, LONG_ENOUGH))
        .contains(
            new ReservationDigest(low, ReservationState.COMMITTED, new Money("EUR", 300), null));
    assertThat(instance.audit.digest(anyOrder(), LONG_ENOUGH)).isEmpty();
  }

  private List<ReservationDigest> digests(Duration settledFor) {
    List<ReservationDigest> found = new ArrayList<>();
    instance.audit.digests(settledFor, found::add);
    return found;
  }
}
