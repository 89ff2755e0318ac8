package dev.waybill.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.up.Up;
import dev.waybill.cli.up.UpSettings;
import dev.waybill.common.channel.Channels;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop must start filled and keep its orders. */
final class ShopUpCommandTest {
  @TempDir private Path data = Path.of("");

  private final Screen screen =
      Screen.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

  @Test
  void keepsOrdersAcrossAStopAndDropsThemWhenFresh() {
    Order placed;
    try (Lifetime lifetime = new Lifetime()) {
      Up up = start(lifetime, false);
      assertThat(item(up, "SKU-099").getLevel().getAvailable()).isPositive();
      placed = place(up);
      assertThat(placed.getState())
          .as("PENDING on a slow disk")
          .isIn(OrderState.ORDER_STATE_CONFIRMED, OrderState.ORDER_STATE_PENDING);
    }
    try (Lifetime lifetime = new Lifetime()) {
      Up up = start(lifetime, false);
      assertThat(get(up, placed).getLinesList()).isEqualTo(placed.getLinesList());
    }
    try (Lifetime lifetime = new Lifetime()) {
      Up up = start(lifetime, true);
      assertThatThrownBy(() -> get(up, placed)).hasMessageContaining("NOT_FOUND");
    }
  }

  private Up start(Lifetime lifetime, boolean fresh) {
    Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, fresh, false, false), screen);
    ShopUpCommand.fillCatalogue(up.stack());
    return up;
  }

  private static Item item(Up up, String sku) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    return call(
        up.stack().address(Services.INVENTORY),
        InventoryServiceGrpc.getServiceDescriptor(),
        channel -> InventoryServiceGrpc.newBlockingStub(channel).getItem(request).getItem());
  }

  private static Order place(Up up) {
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("a-customer")
            .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
            .setPaymentToken("tok_ok")
            .build();
    return call(
        up.stack().address(Services.ORDER),
        OrderServiceGrpc.getServiceDescriptor(),
        channel -> OrderServiceGrpc.newBlockingStub(channel).placeOrder(request).getOrder());
  }

  private static Order get(Up up, Order placed) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(placed.getOrderId()).build();
    return call(
        up.stack().address(Services.ORDER),
        OrderServiceGrpc.getServiceDescriptor(),
        channel -> OrderServiceGrpc.newBlockingStub(channel).getOrder(request).getOrder());
  }

  private static <T> T call(String target, ServiceDescriptor service, Function<Channel, T> call) {
    ManagedChannel channel = Channels.open(target, service);
    try {
      return call.apply(channel);
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
  }
}
