package dev.waybill.inventory;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ItemLevel;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller of WatchStock that takes only as many messages as it requests. */
final class StockWatchCall extends ClientCall.Listener<WatchStockResponse> {
  static final int WITHOUT_END = Integer.MAX_VALUE;

  private final Queue<ItemLevel> levels = new ConcurrentLinkedQueue<>();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private final CompletableFuture<CallError> failure = new CompletableFuture<>();
  private final ClientCall<WatchStockRequest, WatchStockResponse> call;

  private StockWatchCall(Channel channel) {
    this.call = channel.newCall(InventoryServiceGrpc.getWatchStockMethod(), CallOptions.DEFAULT);
  }

  /** Takes all messages. */
  static StockWatchCall open(Channel channel, String... skus) {
    return open(channel, WITHOUT_END, skus);
  }

  static StockWatchCall open(Channel channel, int messages, String... skus) {
    StockWatchCall watch = new StockWatchCall(channel);
    watch.call.start(watch, new Metadata());
    watch.take(messages);
    watch.call.sendMessage(WatchStockRequest.newBuilder().addAllSkus(List.of(skus)).build());
    watch.call.halfClose();
    return watch;
  }

  /** Requests this many more messages. */
  void take(int messages) {
    call.request(messages);
  }

  /** All levels received so far. */
  List<ItemLevel> levels() {
    return List.copyOf(levels);
  }

  /** The levels received for one item. */
  List<ItemLevel> levels(String sku) {
    return levels.stream().filter(level -> level.getSku().equals(sku)).toList();
  }

  /** How much of the item is available by the last level received; -1 if none was. */
  long available(String sku) {
    List<ItemLevel> seen = levels(sku);
    return seen.isEmpty() ? -1 : seen.getLast().getLevel().getAvailable();
  }

  int heartbeats() {
    return heartbeats.get();
  }

  boolean isOpen() {
    return !failure.isDone();
  }

  /** Returns the error that the call ends with. */
  CallError failure() {
    return failure.orTimeout(10, TimeUnit.SECONDS).join();
  }

  void cancel() {
    call.cancel("seen enough", null);
  }

  @Override
  public void onMessage(WatchStockResponse message) {
    if (message.hasLevel()) {
      levels.add(message.getLevel());
    } else {
      heartbeats.incrementAndGet();
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    failure.complete(CallError.of(status.asRuntimeException(trailers)));
  }
}
