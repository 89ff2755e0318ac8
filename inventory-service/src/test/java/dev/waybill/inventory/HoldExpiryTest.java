package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.line;
import static dev.waybill.inventory.InventoryFixture.reserve;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_COMMITTED;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_EXPIRED;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_HELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.inventory.workflow.HoldExpiry;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.ReservationState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds that have expired. */
class HoldExpiryTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void givesStockOfExpiredHoldsBack() {
    try (InventoryFixture service = InventoryFixture.start(SHORT, SHORT)) {
      service.stock("LAMP", 100, 10);
      assertThat(reserved(service, anyId(), 4)).isEqualTo(RESERVATION_STATE_HELD);
      await().until(() -> service.level("LAMP").getAvailable() == 10);
      assertThat(service.level("LAMP").getReserved()).isZero();
    }
  }

  @Test
  void holdsStockAgainWhenTheOrderAsksAgain() {
    try (InventoryFixture service = InventoryFixture.start(SHORT, SHORT)) {
      service.stock("LAMP", 100, 10);
      String order = anyId();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThat(reserved(service, order, 4)).isEqualTo(RESERVATION_STATE_HELD);
        await().until(() -> service.level("LAMP").getAvailable() == 10);
      }
    }
  }

  @Test
  void commitsAnExpiredHoldWhileStockIsAvailable() {
    try (InventoryFixture service = InventoryFixture.start(SHORT, SHORT)) {
      service.stock("LAMP", 100, 10);
      String early = anyId();
      String late = anyId();
      for (String order : List.of(early, late)) {
        assertThat(reserved(service, order, 6)).isEqualTo(RESERVATION_STATE_HELD);
        await().until(() -> service.level("LAMP").getAvailable() == 10);
      }
      assertThat(committed(service, early)).isEqualTo(RESERVATION_STATE_COMMITTED);
      assertThat(committed(service, late)).isEqualTo(RESERVATION_STATE_EXPIRED);
      assertThat(service.level("LAMP").getShipped()).isEqualTo(6);
      assertThat(service.level("LAMP").getAvailable()).isEqualTo(4);
    }
  }

  @Test
  void logsAnOutageOnceAndItsEnd() {
    DatabaseSettings database = InventoryFixture.freshDatabase();
    try (LoggedLines lines = new LoggedLines(HoldExpiry.class.getName());
        InventoryFixture _ =
            InventoryFixture.start(InventoryFixture.config(database).withHoldTimes(SHORT, SHORT))) {
      TestPostgres.execute(database, "ALTER TABLE reservations RENAME TO hidden");
      await().until(() -> !lines.with("does not exist").isEmpty());
      await().during(SHORT.multipliedBy(20)).until(() -> lines.with("does not exist").size() == 1);

      TestPostgres.execute(database, "ALTER TABLE hidden RENAME TO reservations");

      await().until(() -> !lines.with("INFO the expiry of holds: works again after").isEmpty());
    }
  }

  private static ReservationState reserved(InventoryFixture service, String order, int pieces) {
    return service
        .inventory()
        .reserveStock(reserve(order, line("LAMP", pieces)).build())
        .getReservation()
        .getState();
  }

  private static ReservationState committed(InventoryFixture service, String order) {
    return service
        .inventory()
        .commitReservation(CommitReservationRequest.newBuilder().setOrderId(order).build())
        .getReservation()
        .getState();
  }
}
