package dev.waybill.cli.local;

import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.util.List;
import java.util.UUID;

/** Books goods in over inventory's client-streaming RPC. */
public final class Deliveries {
  private Deliveries() {}

  /** One reading of a scanner. */
  public static ReceiveStockRequest reading(UUID scanId, String sku, int quantity) {
    return ReceiveStockRequest.newBuilder()
        .setScanId(scanId.toString())
        .setSku(sku)
        .setQuantity(quantity)
        .build();
  }

  /** Sends the readings in one stream, and answers inventory's summary. */
  public static ReceiveStockResponse send(Channel inventory, List<ReceiveStockRequest> readings) {
    BlockingClientCall<ReceiveStockRequest, ReceiveStockResponse> call =
        InventoryServiceGrpc.newBlockingV2Stub(inventory).receiveStock();
    try {
      for (ReceiveStockRequest reading : readings) {
        call.write(reading);
      }
      call.halfClose();
      ReceiveStockResponse summary = call.read();
      if (summary == null) {
        throw Status.INTERNAL.withDescription("no summary of the delivery").asRuntimeException();
      }
      return summary;
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }
}
