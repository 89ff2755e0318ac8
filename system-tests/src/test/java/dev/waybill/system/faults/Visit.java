package dev.waybill.system.faults;

import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.Locale;

/** What a client does about one order at a given time. */
record Visit(long atMillis, Wish wish, PlaceOrderRequest request) {
  /** What the client wants. */
  enum Wish {
    /** Places the order, and once more if that is not answered. */
    PLACE,
    /** Places it with three concurrent calls. */
    PLACE_THRICE,
    /** Places it and hangs up after a moment. */
    HANG_UP,
    /** Cancels it, if its answer has arrived by now. */
    CANCEL
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%7.3f s  %s request %s of %s: %s, %s",
        atMillis / 1000.0,
        wish,
        request.getRequestId(),
        request.getCustomerId(),
        request.getPaymentToken(),
        request.getLinesList().stream()
            .map(line -> line.getQuantity() + " " + line.getSku())
            .toList());
  }
}
