package dev.waybill.inventory;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Two instances of inventory-service on one database, used in turn. */
final class InventoryInstances implements AutoCloseable {
  private final DatabaseSettings database = InventoryFixture.freshDatabase();
  private final AtomicInteger calls = new AtomicInteger();
  private List<InventoryFixture> instances = List.of(start(), start());

  InventoryFixture first() {
    return instances.getFirst();
  }

  InventoryFixture next() {
    return instances.get(Math.floorMod(calls.getAndIncrement(), instances.size()));
  }

  /** Restarts both instances, so they remember nothing. */
  void restart() {
    close();
    instances = List.of(start(), start());
  }

  /** Runs a statement as an administrator. */
  void execute(String sql) {
    TestPostgres.execute(database, sql);
  }

  @Override
  public void close() {
    instances.forEach(InventoryFixture::close);
  }

  private InventoryFixture start() {
    return InventoryFixture.start(
        InventoryFixture.config(database)
            .withHoldTimes(Duration.ofMinutes(15), Duration.ofMillis(50)));
  }
}
