package dev.waybill.local.audit;

import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.payment.v1.PaymentState;

/** What the audit compares: the books of orders, stock and payments. */
record Books(OrderBook orders, StockBook stock, PaymentBook payments) {
  static Books of(ServiceChannels channels) {
    return new Books(
        new OrderBook(channels.to(Services.ORDER)),
        new StockBook(channels.to(Services.INVENTORY)),
        new PaymentBook(channels.to(Services.PAYMENT)));
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
