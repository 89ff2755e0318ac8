package dev.waybill.local.load;

import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes sure that a run does not sell out: receives goods where too few are left. */
public final class Stocking {
  private static final long MOST_PIECES_IN_A_READING = 1_000_000;

  private final Channel inventory;

  public Stocking(Channel inventory) {
    this.inventory = inventory;
  }

  /**
   * Raises each item to at least the given number of available pieces. Puts the demo catalogue into
   * an empty inventory first. Returns how many pieces were received; throws StatusRuntimeException
   * if a call fails.
   */
  public long ensure(List<String> skus, long piecesEach) {
    Catalogue.fill(inventory);
    List<ReceiveStockRequest> readings = new ArrayList<>();
    InventoryServiceBlockingStub stub = InventoryServiceGrpc.newBlockingStub(inventory);
    for (String sku : skus) {
      GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
      long available = stub.getItem(request).getItem().getLevel().getAvailable();
      for (long missing = piecesEach - available;
          missing > 0;
          missing -= MOST_PIECES_IN_A_READING) {
        int quantity = (int) Math.min(missing, MOST_PIECES_IN_A_READING);
        readings.add(Deliveries.reading(UUID.randomUUID(), sku, quantity));
      }
    }
    if (!readings.isEmpty()) {
      Deliveries.send(inventory, readings);
    }
    return readings.stream().mapToLong(ReceiveStockRequest::getQuantity).sum();
  }
}
