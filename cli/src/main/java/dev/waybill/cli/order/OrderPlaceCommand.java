package dev.waybill.cli.order;

import com.google.type.Money;
import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.shop.SkuQuantity;
import dev.waybill.cli.shop.SkuQuantityConverter;
import dev.waybill.cli.stock.PriceConverter;
import dev.waybill.local.shop.Prices;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill order place`: places an order and shows its outcome. */
@Command(
    name = "place",
    description = {
      "Places an order and shows its outcome.",
      "A rejected order is a result, not an error: it is shown with its reason."
    },
    exitCodeList = {
      "0:the order is confirmed or completed",
      "1:the call failed",
      "2:wrong usage",
      "3:the order was rejected or cancelled",
      "4:the order is recorded but not decided yet; it will be within 30 seconds",
      "130:interrupted by Ctrl-C"
    })
final class OrderPlaceCommand extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "SKU:QTY",
      converter = SkuQuantityConverter.class,
      description = "What to order, for example SKU-001:2.")
  private List<SkuQuantity> lines = List.of();

  @Option(
      names = "--customer",
      paramLabel = "ID",
      description = "Who places the order. Default: ${DEFAULT-VALUE}.")
  private String customer = "demo-customer";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = {
        "The card's token. The sandbox knows tok_ok, tok_declined, tok_insufficient_funds,",
        "tok_timeout_then_ok, tok_timeout_lost and tok_capture_refused.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String token = "tok_ok";

  @Option(
      names = "--request-id",
      paramLabel = "UUID",
      description = "Identifies this request; a repeat must use the same id. Default: a new one.")
  private String requestId = UUID.randomUUID().toString();

  @Option(
      names = "--expected-total",
      paramLabel = "AMOUNT",
      converter = PriceConverter.class,
      description = "Reject the order if its total is different, for example 12.50EUR.")
  private @Nullable Money expectedTotal;

  OrderPlaceCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    PlaceOrderResponse response =
        OrderServiceGrpc.newBlockingStub(connection.channel()).placeOrder(request());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(
          OrderView.of(response.getOrder()).field("request", Cell.of(requestId, Style.FAINT)));
    }
    OrderReasonCode reason = response.getOrder().getReason().getCode();
    if (expectedTotal != null && reason == OrderReasonCode.ORDER_REASON_CODE_PRICE_CHANGED) {
      tellTheTotal(expectedTotal, screen);
    }
    return exitCode(response.getOrder());
  }

  /** A notice rather than a result, because it comes from another service a moment later. */
  private void tellTheTotal(Money expected, Screen screen) {
    try (Connection inventory = open(Services.INVENTORY)) {
      CurrentTotal.of(inventory, lines)
          .ifPresent(
              total ->
                  screen.notice(
                      "the total is %s now, and --expected-total was %s"
                          .formatted(Prices.format(total), Prices.format(expected))));
    }
  }

  /**
   * After a failure the outcome may be unknown. Only a retry with the same id resolves it without
   * ordering twice.
   */
  @Override
  protected List<String> advice(StatusRuntimeException failure) {
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED, INTERNAL, UNKNOWN ->
          List.of("  to retry without ordering twice: --request-id " + requestId);
      default -> List.of();
    };
  }

  private PlaceOrderRequest request() {
    PlaceOrderRequest.Builder request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(requestId)
            .setCustomerId(customer)
            .setPaymentToken(token);
    for (SkuQuantity line : lines) {
      request.addLines(PlaceOrderLine.newBuilder().setSku(line.sku()).setQuantity(line.quantity()));
    }
    if (expectedTotal != null) {
      request.setExpectedTotal(expectedTotal);
    }
    return request.build();
  }

  private static int exitCode(Order order) {
    OrderState state = order.getState();
    return switch (state) {
      case ORDER_STATE_CONFIRMED, ORDER_STATE_COMPLETED -> ExitCode.DONE;
      case ORDER_STATE_REJECTING,
          ORDER_STATE_REJECTED,
          ORDER_STATE_CANCELLING,
          ORDER_STATE_CANCELLED ->
          ExitCode.REFUSED;
      case ORDER_STATE_PENDING -> ExitCode.UNDECIDED;
      case ORDER_STATE_UNSPECIFIED, UNRECOGNIZED -> ExitCode.FAILED;
    };
  }
}
