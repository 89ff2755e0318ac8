package dev.waybill.cli.stock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.type.Money;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.PutItemResponse;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import dev.waybill.proto.inventory.v1.StockLevel;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts and records every item and every reading of a positive quantity. */
public final class FakeInventoryService extends InventoryServiceGrpc.InventoryServiceImplBase {
  final List<ReceiveStockRequest> readings = new CopyOnWriteArrayList<>();
  private final Map<String, Item> items = new ConcurrentHashMap<>();

  @Override
  public void putItem(PutItemRequest request, StreamObserver<PutItemResponse> observer) {
    Item item =
        Item.newBuilder()
            .setSku(request.getSku())
            .setName(request.getName())
            .setUnitPrice(request.getUnitPrice())
            .build();
    items.put(item.getSku(), item);
    observer.onNext(PutItemResponse.newBuilder().setItem(item).build());
    observer.onCompleted();
  }

  /** Every item costs 12.50 EUR. */
  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
    Money price =
        Money.newBuilder().setCurrencyCode("EUR").setUnits(12).setNanos(500_000_000).build();
    Item item = Item.newBuilder().setSku(request.getSku()).setUnitPrice(price).build();
    observer.onNext(GetItemResponse.newBuilder().setItem(item).build());
    observer.onCompleted();
  }

  /** Each item with its received quantity. */
  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> observer) {
    Map<String, Long> received =
        readings.stream()
            .collect(groupingBy(ReceiveStockRequest::getSku, summingLong(r -> r.getQuantity())));
    List<Item> listed =
        items.values().stream()
            .map(item -> withReceived(item, received.getOrDefault(item.getSku(), 0L)))
            .toList();
    observer.onNext(ListItemsResponse.newBuilder().addAllItems(listed).build());
    observer.onCompleted();
  }

  private static Item withReceived(Item item, long received) {
    return item.toBuilder().setLevel(StockLevel.newBuilder().setReceived(received)).build();
  }

  @Override
  public StreamObserver<ReceiveStockRequest> receiveStock(
      StreamObserver<ReceiveStockResponse> observer) {
    ReceiveStockResponse.Builder summary = ReceiveStockResponse.newBuilder();
    return new StreamObserver<>() {
      @Override
      public void onNext(ReceiveStockRequest reading) {
        if (reading.getQuantity() > 0) {
          summary.setAccepted(summary.getAccepted() + 1);
        } else {
          summary.setRejected(summary.getRejected() + 1);
          summary.addFirstErrors(rejected(readings.size(), reading));
        }
        readings.add(reading);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        observer.onNext(summary.build());
        observer.onCompleted();
      }
    };
  }

  private static RejectedReading rejected(int index, ReceiveStockRequest reading) {
    FieldViolation violation =
        FieldViolation.newBuilder().setField("quantity").setDescription("must be >= 1").build();
    return RejectedReading.newBuilder()
        .setIndex(index)
        .setScanId(reading.getScanId())
        .setError(
            ItemError.newBuilder()
                .setCode(Code.INVALID_ARGUMENT)
                .setMessage("bad reading")
                .setBadRequest(BadRequest.newBuilder().addFieldViolations(violation)))
        .build();
  }
}
