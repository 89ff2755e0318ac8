package dev.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.DatabaseLink;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What watchers of stock see during an outage of the database. */
class WatchStockOutageTest {
  private final DatabaseSettings database = InventoryFixture.freshDatabase();

  @AutoClose private final DatabaseLink link = new DatabaseLink(database);
  @AutoClose private final InventoryFixture service = instance(link.settings());
  @AutoClose private final InventoryFixture unharmed = instance(database);

  private static InventoryFixture instance(DatabaseSettings database) {
    InventoryServiceConfig config = InventoryFixture.config(database);
    config.streams().with(Duration.ofMillis(10), Duration.ofSeconds(15));
    return InventoryFixture.start(config);
  }

  @Test
  void streamsStayOpenAndGetMissedChangesAfterwards() {
    unharmed.stock("LAMP", 100, 10);
    StockWatchCall watch = StockWatchCall.open(service.channel(), "LAMP");
    await().until(() -> watch.available("LAMP") == 10);

    link.goDown();
    unharmed.stock("LAMP", 100, 5);
    CallError newcomer = StockWatchCall.open(service.channel(), "LAMP").failure();
    link.comeUp();

    await().until(() -> watch.available("LAMP") == 15);
    assertThat(watch.isOpen()).isTrue();
    assertThat(newcomer.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(newcomer.reason()).isEqualTo("DATABASE_UNAVAILABLE");
  }
}
