package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains of orders when all services die at once while orders are being placed. */
@StartsFirst
final class KillTest {
  private static final int CALLERS = 16;
  private static final int ORDERS_BEFORE_THE_KILL = 200;

  @Test
  void everyAcknowledgedOrderExistsAndEveryOrderBecomesFinal(@TempDir Path folder)
      throws Exception {
    try (UpProcess up = UpProcess.start(Files.createDirectory(folder.resolve("data")))) {
      Queue<PlaceOrderRequest> sent = new ConcurrentLinkedQueue<>();
      Queue<Order> acknowledged = new ConcurrentLinkedQueue<>();
      killWhilePlacing(up, sent, acknowledged);

      up.startAgain();

      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ORDERS_BEFORE_THE_KILL);
      for (Order order : acknowledged) {
        assertThat(Orders.get(up.channel(Services.ORDER), order.getOrderId()).getVersion())
            .as("version of order %s", order.getOrderId())
            .isGreaterThanOrEqualTo(order.getVersion());
      }
      assertThat(repeatedIds(up, sent)).as("one order per request").doesNotHaveDuplicates();
      for (Order order : acknowledged) {
        Orders.awaitFinal(up.channel(Services.ORDER), order.getOrderId());
      }
      assertThat(up.auditStrictly()).as(up::output).isZero();
    }
  }

  private static void killWhilePlacing(
      UpProcess up, Collection<PlaceOrderRequest> sent, Collection<Order> acknowledged)
      throws InterruptedException {
    AtomicBoolean killed = new AtomicBoolean();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.execute(() -> placeUntil(killed, up, sent, acknowledged));
      }
      Awaitility.await().until(() -> acknowledged.size() >= ORDERS_BEFORE_THE_KILL);
      up.kill();
      killed.set(true);
    }
  }

  private static void placeUntil(
      AtomicBoolean killed,
      UpProcess up,
      Collection<PlaceOrderRequest> sent,
      Collection<Order> acknowledged) {
    while (!killed.get()) {
      PlaceOrderRequest request = Orders.anyOrder();
      sent.add(request);
      try {
        acknowledged.add(Orders.place(up.channel(Services.ORDER), request));
      } catch (StatusRuntimeException _) {
        // The process died during this call. Its request is sent again after the restart.
        return;
      }
    }
  }

  private static List<String> repeatedIds(UpProcess up, Collection<PlaceOrderRequest> sent) {
    List<String> ids = new ArrayList<>();
    for (PlaceOrderRequest request : sent) {
      ids.add(Orders.place(up.channel(Services.ORDER), request).getOrderId());
    }
    return ids;
  }
}
