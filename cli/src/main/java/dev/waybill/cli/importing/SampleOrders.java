package dev.waybill.cli.importing;

import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.Locale;
import java.util.UUID;

/** Sample orders for trying an import, of goods that `waybill up` has in stock. */
public final class SampleOrders {
  private static final int CUSTOMERS = 50;
  private static final int ITEMS = 100;
  private static final int MOST_PIECES = 3;

  private SampleOrders() {}

  /** The order with the given number as a line of a file, each time with a new request id. */
  public static String line(int number) {
    return OrderJson.print(
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("customer-" + (1 + number % CUSTOMERS))
            .addLines(item(number, 1 + number % MOST_PIECES))
            .addLines(item(number + ITEMS / 2, 1))
            .setPaymentToken("tok_ok")
            .build());
  }

  private static PlaceOrderLine item(int number, int quantity) {
    return PlaceOrderLine.newBuilder()
        .setSku(String.format(Locale.ROOT, "SKU-%03d", number % ITEMS))
        .setQuantity(quantity)
        .build();
  }
}
