package dev.waybill.peer.order;

import dev.waybill.peer.order.OrderController.Line;
import dev.waybill.peer.order.OrderController.Order;
import dev.waybill.peer.order.OrderController.PricedLine;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/** The steps of an order, which recovery resumes wherever they were interrupted. */
@Service
class OrderFlow {
  private record Reserve(UUID orderId, List<Line> lines) {}

  record Reservation(String state, List<PricedLine> lines, String currency, long totalMinor) {}

  private record Authorize(UUID orderId, long amountMinor, String currency, String paymentToken) {}

  record Payment(String state) {}

  private final OrderStore store;
  private final RestClient inventory;
  private final RestClient payment;

  OrderFlow(OrderStore store, RestClient inventory, RestClient payment) {
    this.store = store;
    this.inventory = inventory;
    this.payment = payment;
  }

  /** Confirms or rejects a pending order; returns any other unchanged. */
  Order decide(UUID orderId, UUID claim) {
    OrderStore.Row order = store.find(orderId);
    if (!order.state().equals("PENDING") || !order.claim().equals(claim)) {
      return order.toOrder();
    }
    Reservation held =
        inventory
            .post()
            .uri("/reservations")
            .body(new Reserve(orderId, order.lines()))
            .retrieve()
            .body(Reservation.class);
    if (!held.state().equals("HELD")) {
      return store.reject(orderId, claim, "OUT_OF_STOCK");
    }
    Payment paid =
        payment
            .post()
            .uri("/payments")
            .body(new Authorize(orderId, held.totalMinor(), held.currency(), order.paymentToken()))
            .retrieve()
            .body(Payment.class);
    return paid.state().equals("AUTHORIZED")
        ? store.confirm(orderId, claim, held)
        : store.reject(orderId, claim, "CARD_DECLINED");
  }

  /** Ships and charges a confirmed order. */
  void fulfil(UUID orderId, UUID claim) {
    inventory.post().uri("/reservations/{id}/commit", orderId).retrieve().toBodilessEntity();
    payment.post().uri("/payments/{id}/capture", orderId).retrieve().toBodilessEntity();
    store.complete(orderId, claim);
  }
}
