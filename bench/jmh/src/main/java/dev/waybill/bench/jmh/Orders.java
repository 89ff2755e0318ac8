package dev.waybill.bench.jmh;

import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.UUID;

/** Requests as customers send them. */
public final class Orders {
  private Orders() {}

  /** An order of two lines, for a customer and items that exist. */
  public static PlaceOrderRequest any() {
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId("customer-1")
        .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
        .addLines(PlaceOrderLine.newBuilder().setSku("SKU-002").setQuantity(1))
        .setPaymentToken("tok_ok")
        .build();
  }
}
