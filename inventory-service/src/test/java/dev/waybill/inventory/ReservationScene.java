package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.euro;
import static dev.waybill.inventory.InventoryFixture.line;
import static dev.waybill.inventory.InventoryFixture.put;
import static dev.waybill.inventory.InventoryFixture.reading;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.ReleaseReservationRequest;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.StockLevel;
import dev.waybill.proto.inventory.v1.WithdrawReservationRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One order, ten pieces of an item that no other order uses, and instances that are called in turn.
 */
final class ReservationScene {
  private static final long PRICE = 1_050;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final InventoryInstances instances;
  private final String order = anyId();
  private final String attemptA = anyId();
  private final String attemptB = anyId();
  private final String sku = "ITEM-" + order.substring(0, 8).toUpperCase(Locale.ROOT);

  ReservationScene(InventoryInstances instances) {
    this.instances = instances;
    instances.first().stock(sku, PRICE, 10);
  }

  /** Runs one step of a contract row, and returns what the caller was told. */
  String ask(String what) {
    return switch (what) {
      case "commit" -> told(this::commit);
      case "release" -> told(this::release);
      case "withdraw a" -> told(() -> withdraw(attemptA));
      case "goods in" -> instances.first().receive(List.of(reading(sku, 10).build())).toString();
      case "price rises" ->
          instances.first().inventory().putItem(put(sku, euro(9_999)).build()).toString();
      case "time passes" -> letTheHoldExpire();
      case "sold out" -> sellOut();
      default -> told(() -> reserve(request(what)));
    };
  }

  Reservation reserve(int pieces) {
    return reserve(request("reserve " + pieces));
  }

  Reservation release() {
    return instances
        .next()
        .inventory()
        .releaseReservation(ReleaseReservationRequest.newBuilder().setOrderId(order).build())
        .getReservation();
  }

  String level() {
    StockLevel level = instances.first().level(sku);
    return "%s available, %s reserved, %s shipped"
        .formatted(level.getAvailable(), level.getReserved(), level.getShipped());
  }

  List<CheckInvariantsResponse> violations() {
    List<CheckInvariantsResponse> found = new ArrayList<>();
    instances.first().violations().forEachRemaining(found::add);
    return found;
  }

  /**
   * Parses a request such as "reserve 3". "expect 3" adds the correct expected total, and "attempt
   * a 3" is for an order that is not recorded.
   */
  private ReserveStockRequest request(String what) {
    List<String> words = List.of(what.split(" ", -1));
    int pieces = Integer.parseInt(words.getLast());
    ReserveStockRequest.Builder request = InventoryFixture.reserve(order, line(sku, pieces));
    return switch (words.getFirst()) {
      case "expect" -> request.setExpectedTotal(euro(PRICE * pieces)).build();
      case "attempt" ->
          request.setAttemptId(words.get(1).equals("a") ? attemptA : attemptB).build();
      default -> request.build();
    };
  }

  private Reservation reserve(ReserveStockRequest request) {
    return instances.next().inventory().reserveStock(request).getReservation();
  }

  private Reservation withdraw(String attempt) {
    return instances
        .next()
        .inventory()
        .withdrawReservation(
            WithdrawReservationRequest.newBuilder().setOrderId(order).setAttemptId(attempt).build())
        .getReservation();
  }

  private Reservation commit() {
    return instances
        .next()
        .inventory()
        .commitReservation(CommitReservationRequest.newBuilder().setOrderId(order).build())
        .getReservation();
  }

  private String letTheHoldExpire() {
    instances.execute(
        "UPDATE reservations SET expires_at = now() WHERE order_id = '" + order + "'");
    await("the hold expires")
        .atMost(LONG_ENOUGH)
        .until(() -> instances.first().level(sku).getReserved() == 0);
    return "expired";
  }

  private String sellOut() {
    int left = Math.toIntExact(instances.first().level(sku).getAvailable());
    ReserveStockRequest other = InventoryFixture.reserve(anyId(), line(sku, left)).build();
    return instances.first().inventory().reserveStock(other).toString();
  }

  /** Returns the answer without the remaining time, which differs each time. */
  private static String told(Supplier<Reservation> call) {
    try {
      Reservation answer = call.get();
      return answer.getState().name().replace("RESERVATION_STATE_", "")
          + "\n"
          + answer.toBuilder().clearRemaining().build();
    } catch (StatusRuntimeException e) {
      return CallError.of(e).ending();
    }
  }
}
