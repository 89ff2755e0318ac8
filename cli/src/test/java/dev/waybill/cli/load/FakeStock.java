package dev.waybill.cli.load;

import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.StockLevel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has ten pieces of everything, and records what is received. */
final class FakeStock extends InventoryServiceGrpc.InventoryServiceImplBase {
  final List<ReceiveStockRequest> readings = new CopyOnWriteArrayList<>();

  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> observer) {
    observer.onNext(ListItemsResponse.newBuilder().addItems(item("SKU-000")).build());
    observer.onCompleted();
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
    observer.onNext(GetItemResponse.newBuilder().setItem(item(request.getSku())).build());
    observer.onCompleted();
  }

  @Override
  public StreamObserver<ReceiveStockRequest> receiveStock(
      StreamObserver<ReceiveStockResponse> observer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ReceiveStockRequest reading) {
        readings.add(reading);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        observer.onNext(ReceiveStockResponse.getDefaultInstance());
        observer.onCompleted();
      }
    };
  }

  private static Item item(String sku) {
    return Item.newBuilder()
        .setSku(sku)
        .setLevel(StockLevel.newBuilder().setReceived(10).setAvailable(10))
        .build();
  }
}
