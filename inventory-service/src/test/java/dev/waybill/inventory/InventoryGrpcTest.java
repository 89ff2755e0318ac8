package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.euro;
import static dev.waybill.inventory.InventoryFixture.line;
import static dev.waybill.inventory.InventoryFixture.put;
import static dev.waybill.inventory.InventoryFixture.reserve;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_COMMITTED;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_HELD;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_REFUSED;
import static dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.inventory.v1.PricedLine;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.inventory.v1.ReleaseReservationRequest;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.StockLevel;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** InventoryService and its audit, as callers see them. */
class InventoryGrpcTest {
  @AutoClose private final InventoryFixture service = InventoryFixture.start();
  private final String order = anyId();

  @BeforeEach
  void stockTenLampsAndFiveDesks() {
    service.stock("LAMP", 1_050, 10);
    service.stock("DESK", 20_000, 5);
  }

  @Test
  void holdsAndPricesAllLinesOfAnOrder() {
    Reservation reservation = reserved(reserve(order, line("LAMP", 3), line("DESK", 1)).build());
    assertThat(reservation.getState()).isEqualTo(RESERVATION_STATE_HELD);
    assertThat(reservation.getPricedLinesList())
        .containsExactly(priced("LAMP", 3, 1_050, 3_150), priced("DESK", 1, 20_000, 20_000));
    assertThat(reservation.getTotal()).isEqualTo(euro(23_150));
    assertThat(reservation.getRemaining().getSeconds()).isBetween(800L, 900L);
    assertThat(service.level("LAMP")).isEqualTo(level(10, 7, 3, 0));
  }

  @Test
  void refusalNamesTheLineAndHoldsNothing() {
    Reservation reservation = reserved(reserve(order, line("LAMP", 3), line("DESK", 6)).build());
    assertThat(reservation.getState()).isEqualTo(RESERVATION_STATE_REFUSED);
    assertThat(reservation.getRefusal())
        .isEqualTo(
            Refusal.newBuilder()
                .setReason(RefusalReason.REFUSAL_REASON_OUT_OF_STOCK)
                .setSku("DESK")
                .setRequested(6)
                .setAvailable(5)
                .build());
    assertThat(reservation.getPricedLinesList()).isEmpty();
    assertThat(reservation.hasTotal()).isFalse();
    assertThat(service.level("LAMP")).isEqualTo(level(10, 10, 0, 0));
  }

  @Test
  void answersEveryOtherKindOfRefusal() {
    var _ = service.inventory().putItem(put("IMPORT", dollars(1)).build());
    service.stock("GOLD", 1_000_000_000, 1_000);
    assertThat(refusal(reserve(anyId(), line("NONE", 1)))).contains("UNKNOWN_SKU");
    assertThat(refusal(reserve(anyId(), line("LAMP", 1), line("IMPORT", 1))))
        .contains("MIXED_CURRENCY", "IMPORT");
    assertThat(refusal(reserve(anyId(), line("GOLD", 101)))).contains("TOTAL_OUT_OF_RANGE");
    assertThat(refusal(reserve(anyId(), line("LAMP", 1)).setExpectedTotal(euro(1_049))))
        .contains("PRICE_CHANGED");
  }

  @Test
  void answersARepeatWithTheFirstDecision() {
    ReserveStockRequest request = reserve(order, line("LAMP", 3)).build();
    Reservation first = reserved(request);
    var _ = service.inventory().putItem(put("LAMP", euro(9_999)).build());
    Reservation second = reserved(request);
    assertThat(second.getPricedLinesList()).isEqualTo(first.getPricedLinesList());
    assertThat(service.level("LAMP")).isEqualTo(level(10, 7, 3, 0));
  }

  @Test
  void distinguishesOtherContentFromARepeat() {
    reserved(reserve(order, line("LAMP", 3)).build());
    CallError failure = CallError.of(() -> reserved(reserve(order, line("LAMP", 2)).build()));
    assertThat(failure.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(failure.reason()).isEqualTo("RESERVATION_CONTENT_DIFFERS");
    assertThat(failure.resource()).isEqualTo("reservations/" + order);
  }

  @Test
  void reservesNothingForAnOrderThatWasReleasedBefore() {
    assertThat(released(order).getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    Reservation late = reserved(reserve(order, line("LAMP", 3)).build());
    assertThat(late.getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    assertThat(late.getPricedLinesList()).isEmpty();
    assertThat(service.level("LAMP")).isEqualTo(level(10, 10, 0, 0));
  }

  @Test
  void givesBackWhatWasCommittedExactlyOnce() {
    reserved(reserve(order, line("LAMP", 3)).build());
    assertThat(committed(order).getState()).isEqualTo(RESERVATION_STATE_COMMITTED);
    assertThat(committed(order).getState()).isEqualTo(RESERVATION_STATE_COMMITTED);
    assertThat(service.level("LAMP")).isEqualTo(level(10, 7, 0, 3));
    assertThat(released(order).getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    assertThat(released(order).getState()).isEqualTo(RESERVATION_STATE_RELEASED);
    assertThat(service.level("LAMP")).isEqualTo(level(10, 10, 0, 0));
  }

  @Test
  void commitsOnlyWhatIsHeld() {
    assertThat(CallError.of(() -> committed(order)))
        .isEqualTo(
            new CallError(
                Code.NOT_FOUND, "RESERVATION_NOT_FOUND", List.of(), "reservations/" + order));
    released(order);
    assertThat(CallError.of(() -> committed(order)))
        .isEqualTo(
            new CallError(
                Code.FAILED_PRECONDITION,
                "RESERVATION_NOT_HELD",
                List.of(),
                "reservations/" + order));
  }

  @Test
  void leavesARefusedReservationRefused() {
    reserved(reserve(order, line("LAMP", 11)).build());
    assertThat(released(order).getState()).isEqualTo(RESERVATION_STATE_REFUSED);
    assertThat(CallError.of(() -> committed(order)).reason()).isEqualTo("RESERVATION_NOT_HELD");
  }

  @Test
  void reportsWhichItemDoesNotExist() {
    GetItemRequest request = GetItemRequest.newBuilder().setSku("NONE").build();
    assertThat(CallError.of(() -> service.inventory().getItem(request)))
        .isEqualTo(new CallError(Code.NOT_FOUND, "ITEM_NOT_FOUND", List.of(), "items/NONE"));
  }

  @Test
  void listsItemsPageByPage() {
    service.stock("CHAIR", 10, 1);
    ListItemsResponse first = list(ListItemsRequest.newBuilder().setPageSize(2).build());
    assertThat(first.getItemsList()).extracting(Item::getSku).containsExactly("CHAIR", "DESK");
    ListItemsRequest next =
        ListItemsRequest.newBuilder().setPageSize(2).setPageToken(first.getNextPageToken()).build();
    assertThat(list(next).getItemsList()).extracting(Item::getSku).containsExactly("LAMP");
    assertThat(list(next).getNextPageToken()).isEmpty();
  }

  @Test
  void auditsItsStock() {
    reserved(reserve(order, line("LAMP", 3)).build());
    assertThat(service.violations()).toIterable().isEmpty();
    assertThat(service.audit().listDigests(ListDigestsRequest.getDefaultInstance()))
        .toIterable()
        .singleElement()
        .satisfies(row -> assertThat(row.getDigest().getTotal()).isEqualTo(euro(3_150)));
    GetDigestRequest other = GetDigestRequest.newBuilder().setOrderId(anyId()).build();
    assertThat(CallError.of(() -> service.audit().getDigest(other)).reason())
        .isEqualTo("RESERVATION_NOT_FOUND");
  }

  private Reservation reserved(ReserveStockRequest request) {
    return service.inventory().reserveStock(request).getReservation();
  }

  private String refusal(ReserveStockRequest.Builder request) {
    return reserved(request.build()).getRefusal().toString();
  }

  private Reservation committed(String orderId) {
    return service
        .inventory()
        .commitReservation(CommitReservationRequest.newBuilder().setOrderId(orderId).build())
        .getReservation();
  }

  private Reservation released(String orderId) {
    return service
        .inventory()
        .releaseReservation(ReleaseReservationRequest.newBuilder().setOrderId(orderId).build())
        .getReservation();
  }

  private ListItemsResponse list(ListItemsRequest request) {
    return service.inventory().listItems(request);
  }

  private static PricedLine priced(String sku, int quantity, long unitPrice, long total) {
    return PricedLine.newBuilder()
        .setSku(sku)
        .setQuantity(quantity)
        .setUnitPrice(euro(unitPrice))
        .setTotal(euro(total))
        .build();
  }

  private static StockLevel level(long received, long available, long reserved, long shipped) {
    return StockLevel.newBuilder()
        .setReceived(received)
        .setAvailable(available)
        .setReserved(reserved)
        .setShipped(shipped)
        .build();
  }

  private static com.google.type.Money dollars(long units) {
    return com.google.type.Money.newBuilder().setCurrencyCode("USD").setUnits(units).build();
  }
}
