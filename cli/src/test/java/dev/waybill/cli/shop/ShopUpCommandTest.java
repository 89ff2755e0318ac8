package dev.waybill.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.up.Credentials.ClientFiles;
import dev.waybill.cli.up.Up;
import dev.waybill.cli.up.UpSettings;
import dev.waybill.common.caller.Role;
import dev.waybill.common.channel.BearerToken;
import dev.waybill.common.channel.Channels;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.common.tls.TlsSettings;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.tokens.DevelopmentIssuer;
import dev.waybill.local.tokens.FreshToken;
import dev.waybill.local.tokens.TokenFiles;
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
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  @Test
  void keepsCustomersApartWhenSecure() {
    try (Lifetime lifetime = new Lifetime()) {
      Up up = start(lifetime, false, true);
      ClientFiles files = up.credentials().files().orElseThrow();
      DevelopmentIssuer issuer = DevelopmentIssuer.of(data);
      ChannelSecurity tls = lifetime.own(() -> trusting(files)).channelTo("order");
      ChannelSecurity owner = tls.with(token(files.tokens().customer()));
      ChannelSecurity other =
          tls.with(new FreshToken(issuer, "c2", Role.CUSTOMER, Duration.ofMinutes(1)));
      ChannelSecurity operator = tls.with(token(files.tokens().operator()));
      Order placed = place(up, owner, TokenFiles.CUSTOMER);
      Order missing = Order.newBuilder().setOrderId(UUID.randomUUID().toString()).build();

      assertThat(get(up, owner, placed).getCustomerId()).isEqualTo(TokenFiles.CUSTOMER);
      assertThat(get(up, operator, placed).getCustomerId()).isEqualTo(TokenFiles.CUSTOMER);
      assertThat(refusal(up, other, placed))
          .startsWith("NOT_FOUND")
          .isEqualTo(refusal(up, other, missing));
      assertThat(refusal(up, tls, placed)).startsWith("UNAUTHENTICATED");
      assertThat(refusal(up, ChannelSecurity.PLAINTEXT, placed)).startsWith("UNAVAILABLE");
    }
  }

  private static TlsSettings trusting(ClientFiles files) {
    return new TlsSettings(null, null, files.certificates().authority());
  }

  private static BearerToken token(Path file) {
    try {
      return new BearerToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the order is refused, without its id. */
  private static String refusal(Up up, ChannelSecurity caller, Order order) {
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> get(up, caller, order));
    return String.valueOf(refused.getMessage()).replace(order.getOrderId(), "ID");
  }

  private Up start(Lifetime lifetime, boolean fresh) {
    return start(lifetime, fresh, false);
  }

  private Up start(Lifetime lifetime, boolean fresh, boolean secure) {
    Up up = Up.start(lifetime, new UpSettings(StackPorts.ANY, data, fresh, secure, false), screen);
    ShopUpCommand.fillCatalogue(up.stack());
    return up;
  }

  private static Item item(Up up, String sku) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    return call(
        up.stack().address(Services.INVENTORY),
        ChannelSecurity.PLAINTEXT,
        InventoryServiceGrpc.getServiceDescriptor(),
        channel -> InventoryServiceGrpc.newBlockingStub(channel).getItem(request).getItem());
  }

  private static Order place(Up up) {
    return place(up, ChannelSecurity.PLAINTEXT, "a-customer");
  }

  private static Order place(Up up, ChannelSecurity caller, String customer) {
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId(customer)
            .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
            .setPaymentToken("tok_ok")
            .build();
    return call(
        up.stack().address(Services.ORDER),
        caller,
        OrderServiceGrpc.getServiceDescriptor(),
        channel -> OrderServiceGrpc.newBlockingStub(channel).placeOrder(request).getOrder());
  }

  private static Order get(Up up, Order placed) {
    return get(up, ChannelSecurity.PLAINTEXT, placed);
  }

  private static Order get(Up up, ChannelSecurity caller, Order placed) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(placed.getOrderId()).build();
    return call(
        up.stack().address(Services.ORDER),
        caller,
        OrderServiceGrpc.getServiceDescriptor(),
        channel -> OrderServiceGrpc.newBlockingStub(channel).getOrder(request).getOrder());
  }

  private static <T> T call(
      String target, ChannelSecurity caller, ServiceDescriptor service, Function<Channel, T> call) {
    ManagedChannel channel = Channels.open(target, caller, service);
    try {
      return call.apply(channel);
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
  }
}
