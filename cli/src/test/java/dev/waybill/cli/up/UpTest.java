package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.channel.Channels;
import dev.waybill.common.config.StartupException;
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
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services must start filled, keep their data, and say clearly why they cannot start. */
final class UpTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path data = Path.of("");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Screen screen = Screen.plain(new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void keepsOrdersAcrossAStopAndDropsThemWhenFresh() {
    Order placed;
    try (Lifetime lifetime = new Lifetime()) {
      Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, false), screen);
      assertThat(item(up, "SKU-099").getLevel().getAvailable()).isPositive();
      placed = place(up);
      assertThat(placed.getState())
          .as("PENDING on a slow disk")
          .isIn(OrderState.ORDER_STATE_CONFIRMED, OrderState.ORDER_STATE_PENDING);
    }
    try (Lifetime lifetime = new Lifetime()) {
      Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, false), screen);
      assertThat(get(up, placed).getLinesList()).isEqualTo(placed.getLinesList());
    }
    try (Lifetime lifetime = new Lifetime()) {
      Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, true), screen);
      assertThatThrownBy(() -> get(up, placed)).hasMessageContaining("NOT_FOUND");
    }
  }

  @Test
  void namesThePortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Lifetime lifetime = new Lifetime()) {
      UpSettings settings = new UpSettings(new StackPorts(taken.getLocalPort()), data, false);
      assertThatThrownBy(() -> Up.start(lifetime, settings, screen))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void printsWhyPostgresDoesNotRestartAndWhenItIsBack() throws IOException {
    try (Lifetime lifetime = new Lifetime()) {
      Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, false), screen);
      Path configuration = data.resolve("postgres/data/postgresql.auto.conf");
      byte[] good = Files.readAllBytes(configuration);
      Files.writeString(configuration, "work_mem = much\n");

      ProcessHandle.of(up.postgres().processId()).orElseThrow().destroyForcibly();

      await()
          .atMost(SOON)
          .until(() -> shown.toString(StandardCharsets.UTF_8).contains("auto.conf"));
      Files.write(configuration, good);
      await().atMost(SOON).until(() -> shown.toString(StandardCharsets.UTF_8).contains("is back"));
    }
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
