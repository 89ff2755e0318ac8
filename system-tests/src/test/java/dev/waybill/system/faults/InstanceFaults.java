package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterDatabase;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.Orders;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Instances pause or die, and clients change their minds, at the worst moments. */
@TestInstance(Lifecycle.PER_CLASS)
final class InstanceFaults {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PENDING = "SELECT count(*) FROM orders WHERE state = 'PENDING'";

  /** Authorized, but this is known only a second later. The payment stays pending until then. */
  private static final String SLOW_TOKEN = "tok_timeout_then_ok";

  private Trial trial;
  private Cluster cluster;
  private ClusterDatabase database;

  @BeforeAll
  void start(@TempDir Path folder) {
    trial = Trial.start(folder);
    cluster = trial.cluster();
    database = cluster.database();
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @Test
  void anInstancePausesForLongerThanItsLeaseAndResumes() {
    Instance owner = cluster.instance(Services.ORDER, 0);
    try (Traffic traffic = trial.orders(10, SLOW_TOKEN)) {
      awaitPending(8);
      owner.pause();
      database.execute(
          Services.ORDER,
          "CREATE TABLE left_lying AS SELECT order_id, claim FROM orders WHERE state = 'PENDING'");
      awaitZero(
          "what it worked on is taken over",
          "SELECT count(*) FROM orders JOIN left_lying USING (order_id, claim)"
              + " WHERE state = 'PENDING'");
      owner.resume();
      traffic.awaitMore(40);
    }

    trial.verify("order-service paused for longer than its lease");
    assertThat(takenOver("")).as("orders taken over").isPositive();
    assertThat(takenOver("AND state = 'COMPLETED'")).as("and completed").isPositive();
    System.out.printf(
        Locale.ROOT,
        "fault: of the orders pending at the pause %d were taken over, %d of these completed%n",
        takenOver(""),
        takenOver("AND state = 'COMPLETED'"));
    database.execute(Services.ORDER, "DROP TABLE left_lying");
  }

  @Test
  void twoInstancesRecoverTheSameOrders() {
    cluster.instances(Services.PAYMENT).forEach(Instance::pause);
    try (Traffic traffic = trial.orders(20, "tok_ok")) {
      awaitPending(20);
      cluster.instances(Services.ORDER).forEach(Instance::kill);
      traffic.awaitMore(1);
    }
    cluster.instances(Services.PAYMENT).forEach(Instance::resume);
    Faults faults = new Faults(cluster);
    List<Instance> orders = cluster.instances(Services.ORDER);
    all(orders.size(), number -> faults.start(orders.get(number)));
    trial.verify("both instances of order-service killed with orders pending");
  }

  @Test
  void cancelRacesConfirmAndCapture() {
    AtomicInteger cancelled = new AtomicInteger();
    all(
        80,
        number -> {
          // Every second order is answered while pending, and recovery then races the cancellation.
          String token = number % 2 == 0 ? "tok_ok" : SLOW_TOKEN;
          Order order = trial.client().placeUntilAnswered(Orders.orderPaidWith(token));
          boolean inTime =
              CompletableFuture.supplyAsync(
                      () -> trial.client().cancelUntilAnswered(order.getOrderId()),
                      after(number * 20L))
                  .join();
          cancelled.addAndGet(inTime ? 1 : 0);
        });
    System.out.printf(Locale.ROOT, "fault: of 80 cancellations %d were in time%n", cancelled.get());
    trial.verify("cancel racing confirm and capture");
  }

  @Test
  void clientsHangUpMidway() {
    all(
        80,
        number -> {
          CancellableContext call = Context.current().withCancellation();
          after(number * 5L).execute(() -> call.cancel(null));
          call.run(() -> trial.client().place(Orders.anyOrder()));
        });
    trial.verify("clients hanging up midway");
  }

  /** Runs all of them at once on their own threads, because JUnit's pool may have none to spare. */
  private static void all(int count, IntConsumer work) {
    CompletableFuture.allOf(
            IntStream.range(0, count)
                .mapToObj(
                    number ->
                        CompletableFuture.runAsync(
                            () -> work.accept(number), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static Executor after(long millis) {
    return CompletableFuture.delayedExecutor(
        millis, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  }

  private void awaitPending(int count) {
    Awaitility.await(count + " orders are pending")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> database.count(Services.ORDER, PENDING) >= count);
  }

  private void awaitZero(String what, String query) {
    Awaitility.await(what).atMost(PATIENCE).until(() -> database.count(Services.ORDER, query) == 0);
  }

  /** How many orders pending when the instance was paused have another claim now. */
  private long takenOver(String condition) {
    return database.count(
        Services.ORDER,
        "SELECT count(*) FROM orders JOIN left_lying USING (order_id)"
            + " WHERE orders.claim <> left_lying.claim "
            + condition);
  }
}
