package dev.waybill.cli.demo;

import com.google.rpc.Code;
import com.google.type.Money;
import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The story that the demo tells. Each chapter relies on the stock that the one before left. */
final class Story {
  private static final String LAMP = "LAMP-01";
  private static final Money LAMP_PRICE = euros(24, 900_000_000);

  private static final String BULB = "BULB-01";
  private static final Money BULB_PRICE = euros(3, 500_000_000);
  private static final int IMPORTED_ORDERS = 500;

  private final Shop shop;
  private final Screen screen;
  private final Stage stage;

  private final List<Chapter> chapters =
      List.of(
          new Chapter("Goods come in", this::goodsComeIn),
          new Chapter("An order is confirmed", this::confirmedOrder),
          new Chapter("Out of stock", this::outOfStock),
          new Chapter("Unknown item", this::unknownItem),
          new Chapter("The card is declined", this::declinedCard),
          new Chapter("The card processor answers late", this::lateProcessor),
          new Chapter("The card processor never answers", this::silentProcessor),
          new Chapter("The charge is refused", this::refusedCharge),
          new Chapter("A request is sent again", this::repeatedRequest),
          new Chapter("An order is cancelled", this::cancelledOrder),
          new Chapter("An order is watched", this::watchedOrder),
          new Chapter("Many orders at once", this::manyOrders),
          new Chapter("An invalid request", this::invalidRequest));

  /** One part of the story, played on the real services. */
  private record Chapter(String title, Runnable play) {}

  Story(Shop shop, Screen screen) {
    this.shop = shop;
    this.screen = screen;
    this.stage = new Stage(screen);
  }

  /** Plays until the end or the first unexpected outcome. Returns whether it reached the end. */
  boolean play() {
    for (Chapter chapter : chapters) {
      screen.requireReader();
      screen.blank();
      screen.line(Style.BOLD, "%s. %s".formatted(chapters.indexOf(chapter) + 1, chapter.title()));
      try {
        chapter.play().run();
      } catch (UnexpectedOutcomeException e) {
        screen.line(Style.BAD, "   FAILED: " + e.getMessage());
        return false;
      } catch (StatusRuntimeException e) {
        screen.line(Style.BAD, "   FAILED: the call failed: " + e.getStatus());
        return false;
      }
    }
    return true;
  }

  private void goodsComeIn() {
    stage.tell("The warehouse adds a lamp at 24.90 EUR and scans two boxes, one of them twice.");
    PutItemRequest lamp = item(LAMP, "Desk lamp", LAMP_PRICE);
    shop.put(lamp);
    ReceiveStockRequest first = Deliveries.reading(UUID.randomUUID(), LAMP, 12);
    ReceiveStockRequest second = Deliveries.reading(UUID.randomUUID(), LAMP, 8);
    ReceiveStockResponse summary = shop.receive(List.of(first, second, second));
    stage.expect("readings accepted", 2L, summary.getAccepted());
    stage.expect("readings sent twice", 1L, summary.getDuplicates());
    expectLampsAvailable(20);
    stage.outcome("2 readings accepted, 1 duplicate; 20 lamps available");
    stage.show(InventoryServiceGrpc.getPutItemMethod(), lamp);
    stage.show(InventoryServiceGrpc.getReceiveStockMethod(), first, second, second);
  }

  private void confirmedOrder() {
    stage.tell(
        "A customer orders 2 lamps. The stock is reserved, the card is authorized, and the order",
        "is confirmed. Then, with nobody waiting, the lamps are shipped and the card is charged.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 2, "tok_ok");
    Order placed = shop.place(request);
    stage.expectState(OrderState.ORDER_STATE_CONFIRMED, placed);
    stage.outcome(Summary.of(placed));
    Order completed = shop.await(placed, OrderState.ORDER_STATE_COMPLETED);
    Payment payment = expectCharged(completed);
    stage.expect("lamps shipped", 2L, shop.stock(LAMP).getShipped());
    stage.outcome(Summary.of(completed) + "; " + Summary.of(payment));
    stage.show(request);
  }

  /** A refusal is a result, not an error, and names the line at fault. */
  private void outOfStock() {
    stage.tell("A customer orders 100 lamps, but only 18 are available.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 100, "tok_ok");
    Order order = shop.place(request);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_OUT_OF_STOCK);
    stage.expect("lamps requested", 100L, order.getReason().getRequested());
    stage.expect("lamps available", 18L, order.getReason().getAvailable());
    stage.outcome(Summary.of(order));
    stage.show(request);
  }

  private void unknownItem() {
    stage.tell("A customer orders an item that is not in the catalogue.");
    PlaceOrderRequest request = Shop.newOrder("NO-SUCH-ITEM", 1, "tok_ok");
    Order order = shop.place(request);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_UNKNOWN_SKU);
    stage.expect("unknown SKU", "NO-SUCH-ITEM", order.getReason().getSku());
    stage.outcome(Summary.of(order));
    stage.show(request);
  }

  private void declinedCard() {
    stage.tell(
        "The stock is reserved, but the card is declined. The lamps become available again.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 3, "tok_declined");
    Order order = shop.await(shop.place(request), OrderState.ORDER_STATE_REJECTED);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_CARD_DECLINED);
    expectLampsAvailable(18);
    stage.outcome(Summary.of(order) + "; 18 lamps available again");
    stage.show(request);
  }

  private void lateProcessor() {
    stage.tell(
        "The card processor approves the payment, but its answer is lost. Waybill does not guess",
        "and does not charge twice: it asks the processor what happened.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 1, "tok_timeout_then_ok");
    Order placed = shop.place(request);
    stage.outcome(Summary.of(placed));
    Order completed =
        shop.await(placed, OrderState.ORDER_STATE_COMPLETED, OrderState.ORDER_STATE_REJECTED);
    Payment payment = expectCharged(completed);
    stage.outcome(Summary.of(completed) + "; " + Summary.of(payment) + " once");
    stage.show(request);
  }

  private void silentProcessor() {
    stage.tell(
        "The request to the card processor is lost, and so is every retry. The customer gets",
        "PENDING. After the time limit (4 s here, 20 s in production) the payment is closed for",
        "good, the order is rejected, and the lamp becomes available again.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 1, "tok_timeout_lost");
    Order placed = shop.place(request);
    stage.expectState(OrderState.ORDER_STATE_PENDING, placed);
    stage.outcome(Summary.of(placed));
    Order rejected = shop.await(placed, OrderState.ORDER_STATE_REJECTED);
    stage.expectRejected(rejected, OrderReasonCode.ORDER_REASON_CODE_PAYMENT_UNRESOLVED);
    Payment payment = shop.payment(rejected);
    stage.expect("payment", PaymentState.PAYMENT_STATE_VOIDED, payment.getState());
    expectLampsAvailable(17);
    stage.outcome(Summary.of(rejected) + "; " + Summary.of(payment));
    stage.show(request);
  }

  private void refusedCharge() {
    stage.tell(
        "The card is authorized and the order is confirmed, but the charge is refused. The",
        "shipment is reversed and the order is cancelled.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 1, "tok_capture_refused");
    Order placed = shop.place(request);
    stage.expectState(OrderState.ORDER_STATE_CONFIRMED, placed);
    stage.outcome(Summary.of(placed));
    Order cancelled =
        shop.await(placed, OrderState.ORDER_STATE_CANCELLED, OrderState.ORDER_STATE_COMPLETED);
    stage.expectCancelled(cancelled, OrderReasonCode.ORDER_REASON_CODE_CAPTURE_REFUSED);
    expectLampsAvailable(17);
    stage.outcome(Summary.of(cancelled));
    stage.show(request);
  }

  private void repeatedRequest() {
    stage.tell(
        "A customer loses the connection and sends the same request again: one order, not two.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 1, "tok_ok");
    Order first = shop.place(request);
    Order again = shop.place(request);
    stage.expect("order id of the repeat", first.getOrderId(), again.getOrderId());
    stage.outcome("both answers: order " + Summary.id(again));
    stage.show(request);
    stage.tell("The same request id with a different quantity is an error.");
    PlaceOrderRequest other =
        request.toBuilder().setLines(0, request.getLines(0).toBuilder().setQuantity(2)).build();
    stage.expectError(Status.Code.ALREADY_EXISTS, "REQUEST_ID_REUSED", () -> shop.place(other));
    stage.show(other);
    shop.await(first, OrderState.ORDER_STATE_COMPLETED);
  }

  private void cancelledOrder() {
    stage.tell("A customer cancels after the confirmation, before the lamp is shipped.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 1, "tok_ok");
    Order placed = shop.place(request);
    stage.expectState(OrderState.ORDER_STATE_CONFIRMED, placed);
    Order cancelled = shop.await(shop.cancel(placed), OrderState.ORDER_STATE_CANCELLED);
    stage.expectCancelled(cancelled, OrderReasonCode.ORDER_REASON_CODE_CANCELLED_BY_REQUEST);
    expectLampsAvailable(16);
    stage.outcome(Summary.of(cancelled) + "; " + Summary.of(shop.payment(cancelled)));
    stage.show(request);
    stage.show(
        OrderServiceGrpc.getCancelOrderMethod(),
        CancelOrderRequest.newBuilder().setOrderId("THE-ANSWERED-ORDER-ID").build());
    stage.tell("Another customer cancels after the lamp was shipped, which is too late.");
    Order completed =
        shop.await(shop.place(Shop.newOrder(LAMP, 1, "tok_ok")), OrderState.ORDER_STATE_COMPLETED);
    stage.expectError(
        Status.Code.FAILED_PRECONDITION, "ORDER_COMPLETED", () -> shop.cancel(completed));
  }

  private void watchedOrder() {
    stage.tell(
        "A customer watches an order. Past events come first, then each new event as it happens.",
        "The stream ends when the order is final.");
    Order placed = shop.place(Shop.newOrder(LAMP, 1, "tok_ok"));
    List<OrderState> seen = new ArrayList<>();
    shop.watch(
        placed,
        event -> {
          seen.add(event.getState());
          stage.outcome(Summary.of(event));
        });
    stage.expect(
        "events",
        List.of(
            OrderState.ORDER_STATE_PENDING,
            OrderState.ORDER_STATE_CONFIRMED,
            OrderState.ORDER_STATE_COMPLETED),
        seen);
    stage.show(
        OrderServiceGrpc.getWatchOrderMethod(),
        WatchOrderRequest.newBuilder().setOrderId("THE-ANSWERED-ORDER-ID").build());
  }

  private void manyOrders() {
    stage.tell(
        "A marketplace sends %s orders on one stream. Each is answered as soon as it is decided."
            .formatted(IMPORTED_ORDERS),
        "One order is invalid and one card is declined, which does not affect the others.");
    shop.put(item(BULB, "Light bulb", BULB_PRICE));
    shop.receive(List.of(Deliveries.reading(UUID.randomUUID(), BULB, 2 * IMPORTED_ORDERS)));
    List<PlaceOrderRequest> orders = new ArrayList<>();
    orders.add(Shop.newOrder(BULB, 0, "tok_ok"));
    orders.add(Shop.newOrder(BULB, 1, "tok_declined"));
    while (orders.size() < IMPORTED_ORDERS) {
      orders.add(Shop.newOrder(BULB, 1, "tok_ok"));
    }

    Timer timer = Timer.start();
    List<ImportOrdersResponse> answers = shop.importOrders(orders);
    double rate = IMPORTED_ORDERS / timer.seconds();

    // A rejection or a shipment may be under way, or done, when the answer is written.
    long confirmed =
        inState(answers, OrderState.ORDER_STATE_CONFIRMED, OrderState.ORDER_STATE_COMPLETED);
    long rejected =
        inState(answers, OrderState.ORDER_STATE_REJECTING, OrderState.ORDER_STATE_REJECTED);
    stage.expect("confirmed", IMPORTED_ORDERS - 2L, confirmed);
    stage.expect("rejected", 1L, rejected);
    stage.expect("invalid", 1L, invalid(answers));
    stage.outcome(
        String.format(
            Locale.ROOT,
            "%d CONFIRMED, 1 REJECTED, 1 invalid; %.0f orders a second",
            confirmed,
            rate));
    stage.show(
        OrderServiceGrpc.getImportOrdersMethod(),
        ImportOrdersRequest.newBuilder().setOrder(orders.get(0)).build(),
        ImportOrdersRequest.newBuilder().setOrder(orders.get(1)).build());
  }

  private void invalidRequest() {
    stage.tell("An order of 0 lamps is invalid. The error names the field, and nothing is stored.");
    PlaceOrderRequest request = Shop.newOrder(LAMP, 0, "tok_ok");
    stage.expectError(Status.Code.INVALID_ARGUMENT, "lines[0].quantity", () -> shop.place(request));
    stage.show(request);
  }

  private void expectLampsAvailable(long lamps) {
    stage.expect("lamps available", lamps, shop.stock(LAMP).getAvailable());
  }

  private Payment expectCharged(Order completed) {
    stage.expectState(OrderState.ORDER_STATE_COMPLETED, completed);
    Payment payment = shop.payment(completed);
    stage.expect("amount charged", completed.getTotal(), payment.getCaptured());
    return payment;
  }

  private static long inState(List<ImportOrdersResponse> answers, OrderState... states) {
    return answers.stream()
        .filter(ImportOrdersResponse::hasOrder)
        .filter(answer -> List.of(states).contains(answer.getOrder().getState()))
        .count();
  }

  private static long invalid(List<ImportOrdersResponse> answers) {
    return answers.stream()
        .filter(answer -> answer.getError().getCode() == Code.INVALID_ARGUMENT)
        .count();
  }

  private static PutItemRequest item(String sku, String name, Money price) {
    return PutItemRequest.newBuilder().setSku(sku).setName(name).setUnitPrice(price).build();
  }

  private static Money euros(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).setNanos(nanos).build();
  }
}
