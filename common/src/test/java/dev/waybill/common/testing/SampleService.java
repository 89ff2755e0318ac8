package dev.waybill.common.testing;

import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceImplBase;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockResponse;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

/** A generated service whose GetItem does what a test says; it counts the calls that reach it. */
public final class SampleService extends InventoryServiceImplBase {
  private final Handler handler;
  private final AtomicInteger calls = new AtomicInteger();

  public SampleService(Handler handler) {
    this.handler = handler;
  }

  /** Answers every call at once. */
  public static SampleService answering() {
    return new SampleService(
        (_, observer) -> {
          observer.onNext(GetItemResponse.getDefaultInstance());
          observer.onCompleted();
        });
  }

  public int calls() {
    return calls.get();
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
    calls.incrementAndGet();
    handler.handle(request, observer);
  }

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> observer) {
    calls.incrementAndGet();
    observer.onNext(ReserveStockResponse.getDefaultInstance());
    observer.onCompleted();
  }

  /** Says that it is there, and then nothing more. */
  @Override
  public void watchStock(WatchStockRequest request, StreamObserver<WatchStockResponse> observer) {
    calls.incrementAndGet();
    observer.onNext(WatchStockResponse.getDefaultInstance());
  }

  /** Counts the readings, good or bad. */
  @Override
  public StreamObserver<ReceiveStockRequest> receiveStock(
      StreamObserver<ReceiveStockResponse> observer) {
    return new StreamObserver<>() {
      private long received;

      @Override
      public void onNext(ReceiveStockRequest reading) {
        received++;
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        observer.onNext(ReceiveStockResponse.newBuilder().setAccepted(received).build());
        observer.onCompleted();
      }
    };
  }

  /** What a test puts in the place of a handler. */
  @FunctionalInterface
  public interface Handler {
    void handle(GetItemRequest request, StreamObserver<GetItemResponse> observer);
  }
}
