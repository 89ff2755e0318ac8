package dev.waybill.local.audit;

import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.proto.audit.v1.Violation;
import dev.waybill.proto.payment.v1.PaymentState;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The books of all three services. */
record Books(OrderBook orders, StockBook stock, PaymentBook payments) {
  static Books of(AuditChannels channels) {
    return new Books(
        new OrderBook(channels.order()),
        new StockBook(channels.inventory()),
        new PaymentBook(channels.payment()));
  }

  /**
   * What each service finds wrong with its own data. A service is called only when its supplier is.
   */
  List<Supplier<Iterator<Violation>>> ownViolations() {
    return List.of(orders::violations, stock::violations, payments::violations);
  }

  /**
   * Reads what the services say about an order now. Reads the order first: once it is final, its
   * stock and money no longer change, so what is read afterwards matches it.
   */
  Case read(String orderId) {
    var order = orders.find(orderId).map(OrderDigest::of);
    // A PENDING payment is ignored because the card processor has not answered yet.
    return new Case(
        orderId,
        order,
        stock.find(orderId),
        payments.find(orderId).filter(it -> it.state() != PaymentState.PAYMENT_STATE_PENDING));
  }
}
