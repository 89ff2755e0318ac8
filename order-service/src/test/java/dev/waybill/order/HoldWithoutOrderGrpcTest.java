package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** If a caller is told that nothing was done, nothing is held. */
final class HoldWithoutOrderGrpcTest {
  private static final Set<String> NOTHING_DONE =
      Set.of("TIME_EXPIRED", "OVERLOADED", "DATABASE_UNAVAILABLE");

  private final DatabaseSettings database = TestPostgres.freshDatabase(OrderPorts.MIGRATIONS);

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment(), database);

  /** The attempt that each order's stock is held for. */
  private final Map<String, String> held = new ConcurrentHashMap<>();

  private final AtomicInteger withdrawn = new AtomicInteger();
  private final List<ReserveStockRequest> reserved = new ArrayList<>();

  HoldWithoutOrderGrpcTest() {
    service.journal.readStatesFrom(_ -> "?");
    service.inventory.reserve = this::hold;
    service.inventory.withdraw =
        request -> {
          withdrawn.incrementAndGet();
          boolean isNotItsOwn = !request.getAttemptId().equals(held.get(request.getOrderId()));
          return ScriptedInventory.inState(
              request.getOrderId(),
              isNotItsOwn || held.remove(request.getOrderId()) != null
                  ? ReservationState.RESERVATION_STATE_WITHDRAWN
                  : ReservationState.RESERVATION_STATE_HELD);
        };
  }

  @Test
  void givesBackStockOfIntentsNotRecordedInTime() throws Exception {
    List<PlaceOrderRequest> requests = Stream.generate(Requests::anyOrder).limit(20).toList();
    try (Connection blocker = connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE orders");
      // The first is in a group that waits for the lock; the others wait for their group.
      CompletableFuture<String> first = meanwhile(() -> placedInASecond(anyOrder()));
      awaitBlockedIntent();
      List<CompletableFuture<String>> answers =
          requests.stream().map(request -> meanwhile(() -> placedInASecond(request))).toList();
      for (int i = 0; i < requests.size(); i++) {
        String id = Requests.orderId(requests.get(i));
        String reason = answers.get(i).orTimeout(60, TimeUnit.SECONDS).join();
        if (NOTHING_DONE.contains(reason)) {
          assertThat(held).as("told %s", reason).doesNotContainKey(id);
        }
      }
      first.orTimeout(60, TimeUnit.SECONDS).join();
      await("stock of those in the queue when their time was over is given back")
          .until(() -> withdrawn.get() > 0);
      blocker.rollback();
    }
    await("only what is recorded is held")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(held.keySet()).isEqualTo(recordedOrders()));
  }

  @Test
  void lateIntentDoesNotAffectTheNext() throws Exception {
    try (Connection blocker = connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE orders");
      CompletableFuture<String> first = meanwhile(() -> placedInASecond(anyOrder()));
      awaitBlockedIntent();
      String second = placedInASecond(anyOrder());
      assertThat(second).isIn("TIME_EXPIRED", "OUTCOME_UNKNOWN", "");
      await("the second gives its stock back").until(() -> withdrawn.get() > 0);
      first.orTimeout(60, TimeUnit.SECONDS).join();
      blocker.rollback();
    }
    synchronized (reserved) {
      reserved.clear();
    }

    service.place(anyOrder());

    synchronized (reserved) {
      assertThat(reserved).singleElement().matches(ReserveStockRequest::hasAttemptId, "beside");
    }
  }

  @Test
  void stopsReservingWhileTheDatabaseRefusesWrites() {
    TestPostgres.execute(
        database,
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON orders EXECUTE FUNCTION refuse()
        """);
    for (int i = 0; i < 3; i++) {
      CallError error = CallError.of(() -> service.place(anyOrder()));
      assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(error.reason()).isEqualTo("DATABASE_UNAVAILABLE");
      assertThat(held).isEmpty();
    }
    synchronized (reserved) {
      assertThat(reserved).as("asked for beside the first intent only").hasSize(1);
    }
  }

  @Test
  void conflictOfOneCallerIsNoOutage() {
    TestPostgres.execute(
        database,
        """
        CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$;
        CREATE TRIGGER conflict BEFORE INSERT ON orders FOR EACH ROW
          WHEN (NEW.customer_id = 'unlucky') EXECUTE FUNCTION conflict()
        """);
    PlaceOrderRequest unlucky = anyOrder().toBuilder().setCustomerId("unlucky").build();
    assertThat(CallError.of(() -> service.place(unlucky)).reason())
        .isEqualTo("DATABASE_UNAVAILABLE");
    assertThat(held).isEmpty();
    synchronized (reserved) {
      reserved.clear();
    }

    service.place(anyOrder());

    synchronized (reserved) {
      assertThat(reserved).singleElement().matches(ReserveStockRequest::hasAttemptId, "beside");
    }
  }

  private void awaitBlockedIntent() {
    await("an intent waits for the lock")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                TestPostgres.count(
                        database,
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation ="
                            + " 'orders'::regclass")
                    > 0);
  }

  private Reservation hold(ReserveStockRequest request) {
    synchronized (reserved) {
      reserved.add(request);
    }
    held.put(request.getOrderId(), request.getAttemptId());
    return ScriptedInventory.held(request);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.url().toString(), database.user(), database.password().value());
  }

  private Set<String> recordedOrders() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT order_id FROM orders")) {
      Set<String> ids = ConcurrentHashMap.newKeySet();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The reason of the error; empty for an order, and for a timeout in the client library. */
  private String placedInASecond(PlaceOrderRequest request) {
    try {
      var _ = service.stub().withDeadlineAfter(Duration.ofSeconds(1)).placeOrder(request);
      return "";
    } catch (StatusRuntimeException failure) {
      return CallError.of(failure).reason();
    }
  }

  private static <T> CompletableFuture<T> meanwhile(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }
}
