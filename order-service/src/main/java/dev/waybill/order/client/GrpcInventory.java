package dev.waybill.order.client;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.ReleaseReservationRequest;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.WithdrawReservationRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reaches inventory-service by gRPC. */
public final class GrpcInventory implements Inventory {

  /** Errors after which there is nothing to commit for the order, now or later. */
  private static final Map<String, CommitOutcome> COMMIT_REFUSALS =
      Map.of(
          "RESERVATION_NOT_FOUND", CommitOutcome.STOCK_LOST,
          "RESERVATION_NOT_HELD", CommitOutcome.STOCK_LOST);

  private final Participant<InventoryServiceBlockingStub> service;

  public GrpcInventory(Channel channel) {
    this.service = new Participant<>(InventoryServiceGrpc.newBlockingStub(channel));
  }

  @Override
  public Reservation reserve(
      OrderId id,
      List<OrderLine> lines,
      @Nullable Money expectedTotal,
      @Nullable Claim attempt,
      TimeBudget budget) {
    ReserveStockRequest request = ReservationMessages.request(id, lines, expectedTotal, attempt);
    return service.ask(
        InventoryServiceGrpc.getReserveStockMethod(),
        id,
        budget,
        stub ->
            ReservationMessages.reservation(stub.reserveStock(request).getReservation(), lines));
  }

  @Override
  public boolean withdraw(OrderId id, Claim attempt, TimeBudget budget) {
    WithdrawReservationRequest request =
        WithdrawReservationRequest.newBuilder()
            .setOrderId(id.toString())
            .setAttemptId(attempt.value().toString())
            .build();
    return service.ask(
        InventoryServiceGrpc.getWithdrawReservationMethod(),
        id,
        budget,
        stub ->
            ReservationMessages.holdsNothing(stub.withdrawReservation(request).getReservation()));
  }

  @Override
  public CommitOutcome commit(OrderId id, TimeBudget budget) {
    CommitReservationRequest request =
        CommitReservationRequest.newBuilder().setOrderId(id.toString()).build();
    return service.ask(
        InventoryServiceGrpc.getCommitReservationMethod(),
        id,
        budget,
        stub -> ReservationMessages.commitOutcome(stub.commitReservation(request).getReservation()),
        COMMIT_REFUSALS);
  }

  @Override
  public void release(OrderId id, TimeBudget budget) {
    ReleaseReservationRequest request =
        ReleaseReservationRequest.newBuilder().setOrderId(id.toString()).build();
    service.ask(
        InventoryServiceGrpc.getReleaseReservationMethod(),
        id,
        budget,
        stub -> ReservationMessages.released(stub.releaseReservation(request).getReservation()));
  }
}
