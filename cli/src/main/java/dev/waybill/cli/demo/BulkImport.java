package dev.waybill.cli.demo;

import com.google.rpc.Code;
import com.google.type.Money;
import dev.waybill.cli.console.Timer;
import dev.waybill.local.stack.Deliveries;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Many orders over one stream, each answered separately; an invalid one does not end the stream.
 */
final class BulkImport implements Chapter {
  private static final String BULB = "BULB-01";
  private static final int ORDERS = 500;
  private static final Money PRICE =
      Money.newBuilder().setCurrencyCode("EUR").setUnits(3).setNanos(500_000_000).build();

  @Override
  public String title() {
    return "Many orders at once";
  }

  @Override
  public void play(Stage stage) {
    stage.tell(
        "A marketplace hands over %s orders for bulbs on one stream. Each is".formatted(ORDERS));
    stage.tell(
        "answered by itself, as soon as it is decided; one asks for no bulbs at all, and one");
    stage.tell("card is declined, which is nothing to the others.");
    stockUp(stage.shop());
    List<PlaceOrderRequest> orders = orders();
    Timer timer = Timer.start();
    List<ImportOrdersResponse> answers = stage.shop().importOrders(orders);
    String rate = String.format(Locale.ROOT, "%.0f orders a second", ORDERS / timer.seconds());
    stage.expect("confirmed", ORDERS - 2L, inState(answers, OrderState.ORDER_STATE_CONFIRMED));
    stage.expect("declined", 1L, inState(answers, OrderState.ORDER_STATE_REJECTED));
    stage.expect("not valid", 1L, notValid(answers));
    stage.outcome("%s CONFIRMED, 1 REJECTED, 1 not valid; %s".formatted(ORDERS - 2, rate));
    stage.show(
        OrderServiceGrpc.getImportOrdersMethod(),
        ImportOrdersRequest.newBuilder().setOrder(orders.get(0)).build(),
        ImportOrdersRequest.newBuilder().setOrder(orders.get(1)).build());
  }

  private static void stockUp(Shop shop) {
    shop.put(
        PutItemRequest.newBuilder().setSku(BULB).setName("Light bulb").setUnitPrice(PRICE).build());
    shop.receive(List.of(Deliveries.reading(UUID.randomUUID(), BULB, 2 * ORDERS)));
  }

  private static List<PlaceOrderRequest> orders() {
    List<PlaceOrderRequest> orders = new ArrayList<>();
    orders.add(Shop.newOrder(BULB, 0, "tok_ok"));
    orders.add(Shop.newOrder(BULB, 1, "tok_declined"));
    IntStream.range(orders.size(), ORDERS)
        .mapToObj(_ -> Shop.newOrder(BULB, 1, "tok_ok"))
        .forEach(orders::add);
    return orders;
  }

  /** Counts orders that are being refused as refused, because they soon will be. */
  private static long inState(List<ImportOrdersResponse> answers, OrderState state) {
    return answers.stream()
        .filter(ImportOrdersResponse::hasOrder)
        .map(answer -> answer.getOrder().getState())
        .map(BulkImport::settled)
        .filter(state::equals)
        .count();
  }

  private static OrderState settled(OrderState state) {
    return switch (state) {
      case ORDER_STATE_REJECTING -> OrderState.ORDER_STATE_REJECTED;
      case ORDER_STATE_COMPLETED -> OrderState.ORDER_STATE_CONFIRMED;
      case ORDER_STATE_PENDING,
          ORDER_STATE_CONFIRMED,
          ORDER_STATE_REJECTED,
          ORDER_STATE_CANCELLING,
          ORDER_STATE_CANCELLED,
          ORDER_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          state;
    };
  }

  private static long notValid(List<ImportOrdersResponse> answers) {
    return answers.stream()
        .filter(answer -> answer.getError().getCode() == Code.INVALID_ARGUMENT)
        .count();
  }
}
