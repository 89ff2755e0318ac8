package dev.waybill.order.participants;

import com.google.protobuf.Duration;
import com.google.type.Money;
import dev.waybill.common.rpc.Replies;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.CommitReservationResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceImplBase;
import dev.waybill.proto.inventory.v1.PricedLine;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.ReleaseReservationRequest;
import dev.waybill.proto.inventory.v1.ReleaseReservationResponse;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockResponse;
import dev.waybill.proto.inventory.v1.WithdrawReservationRequest;
import dev.waybill.proto.inventory.v1.WithdrawReservationResponse;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** An inventory whose answers a test sets; every piece costs 2.50 euros. */
public final class ScriptedInventory extends InventoryServiceImplBase {

  public volatile Function<ReserveStockRequest, Reservation> reserve = ScriptedInventory::held;
  public volatile Function<CommitReservationRequest, Reservation> commit =
      request -> inState(request.getOrderId(), ReservationState.RESERVATION_STATE_COMMITTED);
  public volatile Function<ReleaseReservationRequest, Reservation> release =
      request -> inState(request.getOrderId(), ReservationState.RESERVATION_STATE_RELEASED);

  public volatile Function<WithdrawReservationRequest, Reservation> withdraw =
      request -> inState(request.getOrderId(), ReservationState.RESERVATION_STATE_WITHDRAWN);

  private final ParticipantJournal journal;

  ScriptedInventory(ParticipantJournal journal) {
    this.journal = journal;
  }

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> observer) {
    journal.asked(request.getOrderId(), "reserve");
    Replies.unary(
        () -> ReserveStockResponse.newBuilder().setReservation(reserve.apply(request)).build(),
        observer);
  }

  @Override
  public void commitReservation(
      CommitReservationRequest request, StreamObserver<CommitReservationResponse> observer) {
    journal.asked(request.getOrderId(), "commit");
    Replies.unary(
        () -> CommitReservationResponse.newBuilder().setReservation(commit.apply(request)).build(),
        observer);
  }

  @Override
  public void releaseReservation(
      ReleaseReservationRequest request, StreamObserver<ReleaseReservationResponse> observer) {
    journal.asked(request.getOrderId(), "release");
    Replies.unary(
        () ->
            ReleaseReservationResponse.newBuilder().setReservation(release.apply(request)).build(),
        observer);
  }

  @Override
  public void withdrawReservation(
      WithdrawReservationRequest request, StreamObserver<WithdrawReservationResponse> observer) {
    journal.asked(request.getOrderId(), "withdraw");
    Replies.unary(
        () ->
            WithdrawReservationResponse.newBuilder()
                .setReservation(withdraw.apply(request))
                .build(),
        observer);
  }

  public static Reservation held(ReserveStockRequest request) {
    return held(request, 900);
  }

  public static Reservation held(ReserveStockRequest request, long remainingSeconds) {
    Reservation.Builder reservation =
        inState(request.getOrderId(), ReservationState.RESERVATION_STATE_HELD).toBuilder()
            .setRemaining(Duration.newBuilder().setSeconds(remainingSeconds));
    long cents = 0;
    for (var line : request.getLinesList()) {
      reservation.addPricedLines(
          PricedLine.newBuilder()
              .setSku(line.getSku())
              .setQuantity(line.getQuantity())
              .setUnitPrice(euros(250))
              .setTotal(euros(250L * line.getQuantity())));
      cents += 250L * line.getQuantity();
    }
    return reservation.setTotal(euros(cents)).build();
  }

  public static Reservation refused(String orderId, Refusal refusal) {
    return inState(orderId, ReservationState.RESERVATION_STATE_REFUSED).toBuilder()
        .setRefusal(refusal)
        .build();
  }

  public static Reservation inState(String orderId, ReservationState state) {
    return Reservation.newBuilder().setOrderId(orderId).setState(state).build();
  }

  public static Money euros(long cents) {
    return Money.newBuilder()
        .setCurrencyCode("EUR")
        .setUnits(cents / 100)
        .setNanos(Math.toIntExact(cents % 100 * 10_000_000))
        .build();
  }
}
