package dev.waybill.order.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** One instance of the order store on a database, with shortcuts for tests. */
public final class StoredOrders implements AutoCloseable {

  /** Everything is due at once. */
  public static final OrderTimes NO_PATIENCE =
      new OrderTimes(Duration.ofNanos(1000), Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final DatabaseSettings settings;
  private final Database database;
  private final PostgresOrderStore store;

  private StoredOrders(DatabaseSettings settings, OrderTimes times) {
    this.settings = settings;
    this.database = Database.open(settings, OrderPorts.MIGRATIONS);
    this.store = new PostgresOrderStore(database, times);
  }

  /** Opens a store on an empty database. */
  public static StoredOrders inFreshDatabase(OrderTimes times) {
    return new StoredOrders(TestPostgres.freshDatabase(OrderPorts.MIGRATIONS), times);
  }

  /** Opens another instance on the same database, like a second process. */
  public StoredOrders anotherInstance(OrderTimes times) {
    return new StoredOrders(settings, times);
  }

  public DatabaseSettings settings() {
    return settings;
  }

  public Database database() {
    return database;
  }

  PostgresOrderStore store() {
    return store;
  }

  public <R> R apply(OrderCommand<R> command) {
    return store.apply(command, budget());
  }

  /** Applies a command that must succeed, and returns the resulting order. */
  public Order applied(OrderCommand<?> command) {
    return switch (apply(command)) {
      case Placement.Recorded(ClaimedOrder claimed) -> claimed.order();
      case Cancellation.Turned(ClaimedOrder claimed) -> claimed.order();
      case StepResult.Applied(ClaimedOrder claimed) -> claimed.order();
      case Object other -> throw new AssertionError(command + " was answered " + other);
    };
  }

  /** Places and confirms an order, which then belongs to the claim of the returned command. */
  public OrderCommand.Place confirmed(OrderRequest request) {
    OrderCommand.Place place = OrderFixtures.place(request);
    applied(place);
    applied(OrderFixtures.confirm(place));
    return place;
  }

  /** Confirms an order and starts its fulfilment at once. */
  public ClaimedOrder fulfilling(OrderRequest request) {
    OrderId id = confirmed(request).orderId();
    execute("UPDATE orders SET due_time = now() WHERE order_id = '%s'".formatted(id));
    return claimDue(DueWork.FULFILMENT, 1).getFirst();
  }

  List<ClaimedOrder> claimDue(DueWork work, int limit) {
    return store.claimDue(work, Claim.fresh(), limit, budget());
  }

  Order find(OrderId id) {
    return store.find(id, budget()).orElseThrow();
  }

  /** Runs a statement as an administrator. */
  public void execute(String sql) {
    TestPostgres.execute(settings, sql);
  }

  public <T> List<T> select(Class<T> type, String sql) {
    return database.read(
        budget(),
        handle -> {
          try (Query query = handle.createQuery(sql)) {
            return query.mapTo(type).list();
          }
        });
  }

  public static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    store.close();
    database.close();
  }
}
