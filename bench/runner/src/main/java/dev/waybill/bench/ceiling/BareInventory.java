package dev.waybill.bench.ceiling;

import com.google.protobuf.Duration;
import com.google.type.Money;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PricedLine;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockResponse;
import io.grpc.stub.StreamObserver;

/** Holds everything that is requested, at one price. */
final class BareInventory extends InventoryServiceGrpc.InventoryServiceImplBase {
  static final Money PRICE =
      Money.newBuilder().setCurrencyCode("EUR").setUnits(19).setNanos(900_000_000).build();

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> caller) {
    Reservation.Builder held =
        Reservation.newBuilder()
            .setOrderId(request.getOrderId())
            .setState(ReservationState.RESERVATION_STATE_HELD)
            .setTotal(PRICE)
            .setRemaining(Duration.newBuilder().setSeconds(900));
    for (ReserveLine line : request.getLinesList()) {
      held.addPricedLines(
          PricedLine.newBuilder()
              .setSku(line.getSku())
              .setQuantity(line.getQuantity())
              .setUnitPrice(PRICE)
              .setTotal(PRICE));
    }
    caller.onNext(ReserveStockResponse.newBuilder().setReservation(held).build());
    caller.onCompleted();
  }
}
