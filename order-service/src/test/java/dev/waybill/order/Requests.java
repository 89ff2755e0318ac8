package dev.waybill.order;

import dev.waybill.order.grpc.OrderMessages;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.UUID;

/** Valid requests that tests can change in part. */
public final class Requests {

  private Requests() {}

  /** Three pieces of one item and one of another, 10.00 euros in all, under a new request id. */
  public static PlaceOrderRequest anyOrder() {
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId("customer-1")
        .addLines(line("SKU-001", 3))
        .addLines(line("SKU-002", 1))
        .setPaymentToken("tok_ok")
        .build();
  }

  /** The id of the request's order, for callers that got no answer. */
  public static String orderId(PlaceOrderRequest request) {
    return OrderMessages.toRequest(request).orderId().toString();
  }

  public static PlaceOrderLine line(String sku, int quantity) {
    return PlaceOrderLine.newBuilder().setSku(sku).setQuantity(quantity).build();
  }
}
