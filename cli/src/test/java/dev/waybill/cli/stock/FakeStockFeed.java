package dev.waybill.cli.stock;

import dev.waybill.common.error.StreamErrors;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ItemLevel;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.StockLevel;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import dev.waybill.proto.rpc.v1.Heartbeat;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends two levels and one change per stream, and counts a reading once per scan id. */
public final class FakeStockFeed extends InventoryServiceGrpc.InventoryServiceImplBase {
  final List<WatchStockRequest> watches = new CopyOnWriteArrayList<>();
  final List<Integer> readingsOfStreams = new CopyOnWriteArrayList<>();

  /** After how many readings the next stream breaks. */
  final AtomicInteger breakAfter = new AtomicInteger(Integer.MAX_VALUE);

  private final Set<String> scans = ConcurrentHashMap.newKeySet();

  /** The server ends the first stream; later ones stay open. */
  @Override
  public void watchStock(WatchStockRequest request, StreamObserver<WatchStockResponse> observer) {
    watches.add(request);
    observer.onNext(level("SKU-001", 10));
    observer.onNext(level("SKU-002", 20));
    observer.onNext(
        WatchStockResponse.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
    observer.onNext(level("SKU-001", 9));
    if (watches.size() == 1) {
      observer.onError(StreamErrors.ended(""));
    }
  }

  public static WatchStockResponse level(String sku, long available) {
    StockLevel level = StockLevel.newBuilder().setReceived(20).setAvailable(available).build();
    return WatchStockResponse.newBuilder()
        .setLevel(ItemLevel.newBuilder().setSku(sku).setLevel(level))
        .build();
  }

  @Override
  public StreamObserver<ReceiveStockRequest> receiveStock(
      StreamObserver<ReceiveStockResponse> observer) {
    int lostAfter = breakAfter.getAndSet(Integer.MAX_VALUE);
    ReceiveStockResponse.Builder summary = ReceiveStockResponse.newBuilder();
    return new StreamObserver<>() {
      private int count;

      @Override
      public void onNext(ReceiveStockRequest reading) {
        count++;
        if (count > lostAfter) {
          return;
        }
        if (scans.add(reading.getScanId())) {
          summary.setAccepted(summary.getAccepted() + 1);
        } else {
          summary.setDuplicates(summary.getDuplicates() + 1);
        }
        if (count == lostAfter) {
          observer.onError(Status.UNAVAILABLE.withDescription("lost").asRuntimeException());
        }
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        if (count < lostAfter) {
          readingsOfStreams.add(count);
          observer.onNext(summary.build());
          observer.onCompleted();
        }
      }
    };
  }
}
