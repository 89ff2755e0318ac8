package dev.waybill.local.load;

import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Generates the orders of a run: one piece of one item each, taking the items in turn. */
public final class OrderMix {
  private static final int CUSTOMERS = 1000;

  /** Coprime to 100, so that declined orders are scattered among the others. */
  private static final int SCATTER = 37;

  private final List<String> skus;
  private final int declinePercent;
  private final AtomicLong count = new AtomicLong();

  /** The items are taken in turn; the percentage of orders that are declined is spread evenly. */
  public OrderMix(List<String> skus, int declinePercent) {
    this.skus = skus;
    this.declinePercent = declinePercent;
  }

  /** The next order. Safe for use by many threads. */
  PlaceOrderRequest next() {
    long number = count.getAndIncrement();
    boolean declined = number * SCATTER % 100 < declinePercent;
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId("load-" + number % CUSTOMERS)
        .addLines(
            PlaceOrderLine.newBuilder()
                .setSku(skus.get((int) (number % skus.size())))
                .setQuantity(1))
        .setPaymentToken(declined ? "tok_declined" : "tok_ok")
        .build();
  }
}
