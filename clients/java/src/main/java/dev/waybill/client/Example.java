package dev.waybill.client;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Places an order and watches it to its end. Its argument is the address of order-service. */
public final class Example {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Example() {}

  /** Prints what happens. */
  public static void main(String[] arguments) throws InterruptedException {
    try (OrderClient client = OrderClient.open(List.of(arguments[0]))) {
      PlaceOrderRequest request =
          PlaceOrderRequest.newBuilder()
              .setRequestId(UUID.randomUUID().toString()) // the same on every repeat
              .setCustomerId("customer-java")
              .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(1))
              .setPaymentToken("tok_ok")
              .build();
      Order placed = client.place(request, 0, LIMIT);
      System.out.println("placed " + placed.getOrderId() + " " + placed.getState());

      Iterator<WatchOrderResponse> messages =
          client
              .stub(0)
              .withDeadlineAfter(LIMIT)
              .watchOrder(WatchOrderRequest.newBuilder().setOrderId(placed.getOrderId()).build());
      while (messages.hasNext()) {
        WatchOrderResponse message = messages.next();
        if (message.hasEvent()) {
          OrderEvent event = message.getEvent();
          System.out.println("event " + event.getVersion() + " " + event.getState());
        }
      }

      var _ = client.place(request.toBuilder().setRequestId("not a UUID").build(), 0, LIMIT);
    } catch (StatusRuntimeException e) {
      CallError error = new CallError(e);
      System.out.println(
          "refused " + error.code() + " " + error.reason().orElse("") + " " + error.fields());
    }
  }
}
