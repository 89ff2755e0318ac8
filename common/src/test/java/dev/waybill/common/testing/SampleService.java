package dev.waybill.common.testing;

import dev.waybill.sample.v1.CountItemsRequest;
import dev.waybill.sample.v1.CountItemsResponse;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.PutItemsRequest;
import dev.waybill.sample.v1.PutItemsResponse;
import dev.waybill.sample.v1.SampleServiceGrpc.SampleServiceImplBase;
import dev.waybill.sample.v1.WatchItemsRequest;
import dev.waybill.sample.v1.WatchItemsResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A generated service whose GetItem runs a handler set by a test; it counts the calls that reach
 * it.
 */
public final class SampleService extends SampleServiceImplBase {
  private final Handler handler;
  private final AtomicInteger calls = new AtomicInteger();

  public SampleService(Handler handler) {
    this.handler = handler;
  }

  /** Returns a service that answers every call at once. */
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
  public void putItems(PutItemsRequest request, StreamObserver<PutItemsResponse> observer) {
    calls.incrementAndGet();
    observer.onNext(PutItemsResponse.getDefaultInstance());
    observer.onCompleted();
  }

  /** Sends one message to show that the stream is open, and then nothing. */
  @Override
  public void watchItems(WatchItemsRequest request, StreamObserver<WatchItemsResponse> observer) {
    calls.incrementAndGet();
    observer.onNext(WatchItemsResponse.getDefaultInstance());
  }

  /** Counts the messages, valid or not. */
  @Override
  public StreamObserver<CountItemsRequest> countItems(StreamObserver<CountItemsResponse> observer) {
    return new StreamObserver<>() {
      private long received;

      @Override
      public void onNext(CountItemsRequest message) {
        received++;
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        observer.onNext(CountItemsResponse.newBuilder().setCount(received).build());
        observer.onCompleted();
      }
    };
  }

  /** The handler that a test provides. */
  @FunctionalInterface
  public interface Handler {
    void handle(GetItemRequest request, StreamObserver<GetItemResponse> observer);
  }
}
