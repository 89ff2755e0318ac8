package dev.waybill.inventory.grpc;

import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.rpc.PromptService;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.ReservationCommand;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.workflow.StockFeed;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.CommitReservationResponse;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.PutItemResponse;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.ReleaseReservationRequest;
import dev.waybill.proto.inventory.v1.ReleaseReservationResponse;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockResponse;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import dev.waybill.proto.inventory.v1.WithdrawReservationRequest;
import dev.waybill.proto.inventory.v1.WithdrawReservationResponse;
import io.grpc.MethodDescriptor;
import io.grpc.stub.StreamObserver;
import java.util.Set;

/** The gRPC service for inventory. Changes are answered once they are durable; no thread waits. */
public final class InventoryGrpcService extends InventoryServiceGrpc.InventoryServiceImplBase
    implements PromptService {
  /** Enough readings to fill a good group from one stream alone. */
  private static final int READINGS_AT_ONCE = 64;

  private final InventoryStore store;
  private final ItemPages pages;
  private final StockWatches watches;

  public InventoryGrpcService(InventoryStore store, StockFeed feed, Heartbeats heartbeats) {
    this.store = store;
    this.pages = new ItemPages(store);
    this.watches = new StockWatches(feed, heartbeats);
  }

  /** Changes only submit a command. Reads wait for the database. */
  @Override
  public Set<MethodDescriptor<?, ?>> promptMethods() {
    return Set.of(
        InventoryServiceGrpc.getReserveStockMethod(),
        InventoryServiceGrpc.getCommitReservationMethod(),
        InventoryServiceGrpc.getReleaseReservationMethod(),
        InventoryServiceGrpc.getWithdrawReservationMethod());
  }

  @Override
  public void putItem(PutItemRequest request, StreamObserver<PutItemResponse> observer) {
    Replies.unary(
        store.apply(InventoryRequests.putItem(request), budget()),
        observer,
        item -> PutItemResponse.newBuilder().setItem(InventoryMessages.toMessage(item)).build());
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
    Sku sku = new Sku(request.getSku());
    Replies.unary(
        () ->
            store
                .item(sku, budget())
                .map(InventoryMessages::toMessage)
                .map(item -> GetItemResponse.newBuilder().setItem(item).build())
                .orElseThrow(() -> InventoryStatuses.itemNotFound(sku)),
        observer);
  }

  @Override
  public void listItems(ListItemsRequest request, StreamObserver<ListItemsResponse> observer) {
    Replies.unary(() -> pages.page(request, budget()), observer);
  }

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> observer) {
    Replies.unary(
        store.apply(InventoryRequests.reserve(request), budget()),
        observer,
        result ->
            ReserveStockResponse.newBuilder()
                .setReservation(InventoryMessages.toMessage(InventoryStatuses.standing(result)))
                .build());
  }

  @Override
  public void commitReservation(
      CommitReservationRequest request, StreamObserver<CommitReservationResponse> observer) {
    Replies.unary(
        store.apply(
            new ReservationCommand.Commit(InventoryRequests.orderId(request.getOrderId())),
            budget()),
        observer,
        result ->
            CommitReservationResponse.newBuilder()
                .setReservation(InventoryMessages.toMessage(InventoryStatuses.standing(result)))
                .build());
  }

  @Override
  public void releaseReservation(
      ReleaseReservationRequest request, StreamObserver<ReleaseReservationResponse> observer) {
    Replies.unary(
        store.apply(
            new ReservationCommand.Release(InventoryRequests.orderId(request.getOrderId())),
            budget()),
        observer,
        result ->
            ReleaseReservationResponse.newBuilder()
                .setReservation(InventoryMessages.toMessage(result))
                .build());
  }

  @Override
  public void withdrawReservation(
      WithdrawReservationRequest request, StreamObserver<WithdrawReservationResponse> observer) {
    Replies.unary(
        store.apply(InventoryRequests.withdraw(request), budget()),
        observer,
        result ->
            WithdrawReservationResponse.newBuilder()
                .setReservation(InventoryMessages.toMessage(result))
                .build());
  }

  @Override
  public StreamObserver<ReceiveStockRequest> receiveStock(
      StreamObserver<ReceiveStockResponse> observer) {
    return MessageWindow.open(observer, READINGS_AT_ONCE, new StockReceipt(store));
  }

  @Override
  public void watchStock(WatchStockRequest request, StreamObserver<WatchStockResponse> observer) {
    watches.open(request, observer);
  }

  private static TimeBudget budget() {
    return CallBudget.ofCurrentCall();
  }
}
