package dev.waybill.cli.up;

import dev.waybill.cli.console.Console;
import dev.waybill.cli.console.GrpcurlLine;
import dev.waybill.cli.console.Timer;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.UUID;

/** What a user needs to know of services that are up. */
record Banner(Up up, UpSettings settings, String log) {
  void print(Console console, Timer timer) {
    console.good("Waybill is up after %s. Ctrl-C stops it.".formatted(timer));
    console.blank();
    console.line("  order       " + up.stack().order());
    console.line("  inventory   " + up.stack().inventory());
    console.line("  payment     " + up.stack().payment());
    console.line(
        "  databases   psql -h 127.0.0.1 -p %d -U postgres orders | inventory | payments"
            .formatted(up.postgres().port()));
    console.line("  data        " + settings.data());
    console.line("  log         " + log);
    console.blank();
    console.line("Place an order from another terminal:");
    console.line("  ./waybill order place SKU-001:2" + portBase());
    console.line("  " + grpcurl());
  }

  private String portBase() {
    int order = orderPort();
    return order == 50_051 ? "" : " --port-base " + order;
  }

  private String grpcurl() {
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("demo-customer")
            .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
            .setPaymentToken("tok_ok")
            .build();
    return GrpcurlLine.of(orderPort(), OrderServiceGrpc.getPlaceOrderMethod(), request);
  }

  private int orderPort() {
    String address = up.stack().order();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
