package dev.waybill.inventory.store;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.audit.PostgresInventoryAudit;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.ReservationRequest;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One instance of the store with its own connections, like a separate process. */
public final class StoreInstance implements AutoCloseable {
  public static final TimeBudget LONG_ENOUGH = TimeBudget.of(Duration.ofMinutes(5));

  final PostgresInventoryStore store;
  public final PostgresInventoryAudit audit;
  private final Database database;

  public StoreInstance(DatabaseSettings settings, Duration holdTime) {
    this.database = Database.open(settings, InventoryPorts.MIGRATIONS);
    this.store = new PostgresInventoryStore(database, holdTime, GroupSettings.defaults());
    this.audit = new PostgresInventoryAudit(database, holdTime, Duration.ofSeconds(1));
  }

  <R> CompletableFuture<R> submit(StockCommand<R> command) {
    return store.apply(command, LONG_ENOUGH);
  }

  public <R> R apply(StockCommand<R> command) {
    return submit(command).join();
  }

  public void stock(Sku sku, Money price, int pieces) {
    apply(new StockCommand.PutItem(sku, "Some item", price));
    apply(new StockCommand.Receive(new Reading(UUID.randomUUID(), sku, pieces, null)));
  }

  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    audit.violations(found::add);
    return found;
  }

  public static ReservationCommand.Reserve reserve(OrderId order, RequestedLine... lines) {
    return new ReservationCommand.Reserve(
        order, new ReservationRequest(List.of(lines), null), null);
  }

  public static OrderId anyOrder() {
    return new OrderId(UUID.randomUUID());
  }

  @Override
  public void close() {
    store.close();
    database.close();
  }
}
