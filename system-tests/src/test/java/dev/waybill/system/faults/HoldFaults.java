package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock is held for less time than an order waits for its fulfilment. */
final class HoldFaults {
  private static final String RARE_SKU = "RARE-1";

  @Test
  void anExpiredHoldIsTakenAgainOrItsOrderIsCancelled(@TempDir Path folder) {
    try (Trial trial =
        Trial.start(
            folder,
            Trial.plan(1, "--fulfilment-delay", "12s", "--minimum-hold", "1ms")
                .with(Services.INVENTORY, "--hold-time", "2s"))) {
      stock(trial.cluster().channel(Services.INVENTORY));
      Order plentiful = trial.client().placeUntilAnswered(Orders.anyOrder());
      Order rare = trial.client().placeUntilAnswered(orderOfRare());
      awaitExpired(trial, plentiful);
      awaitExpired(trial, rare);
      Order quicker = trial.client().placeUntilAnswered(orderOfRare());
      awaitExpired(trial, quicker);

      assertThat(end(trial, plentiful)).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
      // One piece and two orders: the order that is fulfilled first gets it.
      assertThat(List.of(end(trial, rare), end(trial, quicker)))
          .containsExactlyInAnyOrder(
              OrderState.ORDER_STATE_COMPLETED, OrderState.ORDER_STATE_CANCELLED);
      trial.verify("holds that expired before their commit");
    }
  }

  private static OrderState end(Trial trial, Order order) {
    return Orders.awaitFinal(trial.cluster().channel(Services.ORDER), order.getOrderId())
        .getState();
  }

  private static void awaitExpired(Trial trial, Order order) {
    String state =
        "SELECT state FROM reservations WHERE order_id = '%s'".formatted(order.getOrderId());
    Awaitility.await("the hold of order " + order.getOrderId() + " has expired")
        .atMost(Duration.ofSeconds(60))
        .until(() -> trial.cluster().database().value(Services.INVENTORY, state).equals("EXPIRED"));
  }

  private static PlaceOrderRequest orderOfRare() {
    return Orders.anyOrder().toBuilder()
        .clearLines()
        .addLines(PlaceOrderLine.newBuilder().setSku(RARE_SKU).setQuantity(1))
        .build();
  }

  private static void stock(Channel inventory) {
    PutItemRequest item =
        PutItemRequest.newBuilder()
            .setSku(RARE_SKU)
            .setName("rare")
            .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(9))
            .build();
    var _ = InventoryServiceGrpc.newBlockingStub(inventory).putItem(item);
    var _ = Deliveries.send(inventory, List.of(Deliveries.reading(UUID.randomUUID(), RARE_SKU, 1)));
  }
}
