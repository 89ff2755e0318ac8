package dev.waybill.inventory.grpc;

import static java.util.stream.Collectors.toSet;

import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;
import dev.waybill.inventory.workflow.StockFeed;
import dev.waybill.inventory.workflow.StockWatcher;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import io.grpc.stub.StreamObserver;
import java.util.Set;

/** Connects streams of WatchStock to the feed; updates for a slow caller are conflated. */
record StockWatches(StockFeed feed, Heartbeats heartbeats) {
  void open(WatchStockRequest request, StreamObserver<WatchStockResponse> observer) {
    Set<Sku> skus = request.getSkusList().stream().map(Sku::new).collect(toSet());
    // A reopened stream begins with all levels, so there is no position to resume from.
    PushStream<WatchStockResponse> stream =
        PushStream.open(
            observer, OutboundBuffer.ofLatest(message -> message.getLevel().getSku()), _ -> "");
    Runnable leave = feed.watch(skus, new Watch(stream));
    heartbeats.add(stream, StockWatches::heartbeat);
    stream.onClose(leave);
  }

  private static WatchStockResponse heartbeat() {
    return WatchStockResponse.newBuilder().setHeartbeat(Heartbeats.message()).build();
  }

  /** One watching caller. */
  private record Watch(PushStream<WatchStockResponse> stream) implements StockWatcher {
    @Override
    public void level(ItemLevel level) {
      stream.push(
          WatchStockResponse.newBuilder().setLevel(InventoryMessages.toMessage(level)).build());
    }

    @Override
    public void unknown(Sku sku) {
      stream.fail(InventoryStatuses.itemNotFound(sku));
    }

    @Override
    public void failed(RuntimeException failure) {
      stream.fail(failure);
    }
  }
}
