package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The error that a scanner gets when the database stops accepting its readings. */
class BrokenReceiptTest {
  private final DatabaseSettings database = InventoryFixture.freshDatabase();

  @AutoClose
  private final InventoryFixture service =
      InventoryFixture.start(InventoryFixture.config(database));

  @Test
  void doesNotClaimThatNothingWasDoneWhenOtherReadingsMayBeBookedIn() {
    service.stock("LAMP", 100, 1);
    takeNoReadings();
    List<ReceiveStockRequest> readings =
        List.of(reading("LAMP", 1).build(), reading("LAMP", 2).build());

    assertThat(told(readings)).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(told(readings.subList(0, 1))).isEqualTo("DATABASE_UNAVAILABLE");
  }

  private String told(List<ReceiveStockRequest> readings) {
    var broken = catchThrowableOfType(CompletionException.class, () -> service.receive(readings));
    Throwable cause = Objects.requireNonNull(Objects.requireNonNull(broken).getCause());
    return CallError.of((StatusRuntimeException) cause).reason();
  }

  private void takeNoReadings() {
    TestPostgres.execute(
        database,
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON scans EXECUTE FUNCTION refuse()
        """);
  }
}
