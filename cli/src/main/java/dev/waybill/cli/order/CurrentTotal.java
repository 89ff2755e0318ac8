package dev.waybill.cli.order;

import dev.waybill.cli.client.Connection;
import dev.waybill.cli.shop.SkuQuantity;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.money.Money;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;

/**
 * The current total of the ordered goods. When an order is refused because its total differs from
 * the expected one, the refusal does not say what the total is.
 */
final class CurrentTotal {
  private CurrentTotal() {}

  /** Empty if inventory does not return the prices. */
  static Optional<com.google.type.Money> of(Connection inventory, List<SkuQuantity> lines) {
    InventoryServiceBlockingStub stub = InventoryServiceGrpc.newBlockingStub(inventory.channel());
    try {
      return lines.stream()
          .map(line -> price(stub, line.sku()).times(line.quantity()))
          .reduce(Money::plus)
          .map(MoneyMessages::toMessage);
    } catch (StatusRuntimeException | IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Money price(InventoryServiceBlockingStub stub, String sku) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    return MoneyMessages.fromMessage(stub.getItem(request).getItem().getUnitPrice(), "unit_price");
  }
}
