package dev.waybill.local.shop;

import dev.waybill.local.stream.SingleUpload;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;

/** Books goods in over inventory's client-streaming RPC. */
public final class Deliveries {
  private Deliveries() {}

  /** One scanner reading. */
  public static ReceiveStockRequest reading(UUID scanId, String sku, int quantity) {
    return ReceiveStockRequest.newBuilder()
        .setScanId(scanId.toString())
        .setSku(sku)
        .setQuantity(quantity)
        .build();
  }

  /** Sends the readings in one stream and returns inventory's summary. */
  public static ReceiveStockResponse send(Channel inventory, List<ReceiveStockRequest> readings) {
    try {
      return SingleUpload.send(
          InventoryServiceGrpc.newBlockingV2Stub(inventory).receiveStock(), readings, _ -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }
}
