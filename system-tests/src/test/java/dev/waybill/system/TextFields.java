package dev.waybill.system;

import com.google.type.Money;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.payment.v1.CapturePaymentRequest;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.system.cluster.Orders;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The text fields of requests, by their paths as errors name them, each with a call that puts a
 * given text into the field.
 */
final class TextFields {
  private final UpProcess up;
  private final Map<String, Function<String, Object>> calls = new HashMap<>();

  private TextFields(UpProcess up) {
    this.up = up;
  }

  static Map<String, Function<String, Object>> of(UpProcess up) {
    TextFields fields = new TextFields(up);
    fields.addPlaceOrder();
    fields.addOrders();
    fields.addItems();
    fields.addPayments();
    return fields.calls;
  }

  private void addPlaceOrder() {
    calls.put("request_id", text -> place(Orders.anyOrder().toBuilder().setRequestId(text)));
    calls.put("customer_id", text -> place(Orders.anyOrder().toBuilder().setCustomerId(text)));
    calls.put("payment_token", text -> place(Orders.anyOrder().toBuilder().setPaymentToken(text)));
    calls.put(
        "lines[1].sku",
        text ->
            place(
                Orders.anyOrder().toBuilder()
                    .addLines(PlaceOrderLine.newBuilder().setSku(text).setQuantity(1))));
    calls.put(
        "expected_total.currency_code",
        text -> place(Orders.anyOrder().toBuilder().setExpectedTotal(money(text))));
  }

  private void addOrders() {
    var orders = Orders.stub(up.channel(Services.ORDER));
    calls.put(
        "order_id of GetOrder",
        text -> orders.getOrder(GetOrderRequest.newBuilder().setOrderId(text).build()));
    calls.put(
        "order_id of CancelOrder",
        text -> orders.cancelOrder(CancelOrderRequest.newBuilder().setOrderId(text).build()));
    calls.put(
        "customer_id of ListOrders",
        text -> orders.listOrders(ListOrdersRequest.newBuilder().setCustomerId(text).build()));
    calls.put(
        "page_token of ListOrders",
        text -> orders.listOrders(ListOrdersRequest.newBuilder().setPageToken(text).build()));
    calls.put(
        "resume_token of WatchOrders",
        text ->
            orders
                .watchOrders(WatchOrdersRequest.newBuilder().setResumeToken(text).build())
                .next());
  }

  private void addItems() {
    var items = InventoryServiceGrpc.newBlockingStub(up.channel(Services.INVENTORY));
    calls.put(
        "sku of GetItem", text -> items.getItem(GetItemRequest.newBuilder().setSku(text).build()));
    calls.put(
        "unit_price.currency_code",
        text ->
            items.putItem(
                PutItemRequest.newBuilder()
                    .setSku("HOSTILE")
                    .setName("name")
                    .setUnitPrice(money(text))
                    .build()));
  }

  private void addPayments() {
    var payments = PaymentServiceGrpc.newBlockingStub(up.channel(Services.PAYMENT));
    calls.put(
        "order_id of GetPayment",
        text -> payments.getPayment(GetPaymentRequest.newBuilder().setOrderId(text).build()));
    calls.put(
        "order_id of CapturePayment",
        text ->
            payments.capturePayment(
                CapturePaymentRequest.newBuilder()
                    .setOrderId(text)
                    .setAmount(money("EUR"))
                    .build()));
    calls.put(
        "page_token of ListPayments",
        text -> payments.listPayments(ListPaymentsRequest.newBuilder().setPageToken(text).build()));
  }

  private Object place(PlaceOrderRequest.Builder request) {
    return Orders.place(up.channel(Services.ORDER), request.build());
  }

  private static Money money(String currency) {
    return Money.newBuilder().setCurrencyCode(currency).setUnits(1).build();
  }
}
