package dev.waybill.inventory.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.ReservationRequest;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import dev.waybill.inventory.domain.StockCommand.Reading;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.WithdrawReservationRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Converts requests to commands. Requests have already been validated; rules that the contract
 * cannot express are checked here, with the same error.
 */
public final class InventoryRequests {
  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private InventoryRequests() {}

  static StockCommand.PutItem putItem(PutItemRequest request) {
    Money price = MoneyMessages.fromMessage(request.getUnitPrice(), "unit_price");
    if (!price.isPositive() || price.minorUnits() > Item.HIGHEST_PRICE) {
      throw RpcErrors.invalidField(
          "unit_price",
          "must be positive and at most %s minor units".formatted(Item.HIGHEST_PRICE));
    }
    return new StockCommand.PutItem(new Sku(request.getSku()), request.getName(), price);
  }

  static ReservationCommand.Reserve reserve(ReserveStockRequest request) {
    List<RequestedLine> lines =
        request.getLinesList().stream()
            .map(line -> new RequestedLine(new Sku(line.getSku()), line.getQuantity()))
            .toList();
    Money expectedTotal =
        request.hasExpectedTotal()
            ? MoneyMessages.fromMessage(request.getExpectedTotal(), "expected_total")
            : null;
    return new ReservationCommand.Reserve(
        orderId(request.getOrderId()),
        new ReservationRequest(lines, expectedTotal),
        request.hasAttemptId() ? attemptId(request.getAttemptId()) : null);
  }

  static StockCommand.Receive receive(ReceiveStockRequest request) {
    return new StockCommand.Receive(
        new Reading(
            UUID.fromString(request.getScanId()),
            new Sku(request.getSku()),
            request.getQuantity(),
            request.hasScanTime() ? scanTime(request) : null));
  }

  private static Instant scanTime(ReceiveStockRequest request) {
    long seconds = request.getScanTime().getSeconds();
    int nanos = request.getScanTime().getNanos();
    if (seconds < FIRST_TIME.getEpochSecond()
        || seconds > LAST_TIME.getEpochSecond()
        || nanos < 0
        || nanos > LAST_TIME.getNano()) {
      throw RpcErrors.invalidField("scan_time", "must be a time in the years 1 to 9999");
    }
    return TimeMessages.toInstant(request.getScanTime());
  }

  static ReservationCommand.Withdraw withdraw(WithdrawReservationRequest request) {
    return new ReservationCommand.Withdraw(
        orderId(request.getOrderId()), attemptId(request.getAttemptId()));
  }

  private static AttemptId attemptId(String text) {
    return new AttemptId(UUID.fromString(text));
  }

  public static OrderId orderId(String text) {
    return new OrderId(UUID.fromString(text));
  }
}
