package dev.waybill.system.faults;

import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.util.Locale;

/** Something that a client does at a time about one order. */
record Visit(long atMillis, Wish wish, PlaceOrderRequest request) {
  /** What the client has come for. */
  enum Wish {
    /** Places the order, and once more when that is not answered. */
    PLACE,
    /** Places it by three calls at the same time. */
    PLACE_THRICE,
    /** Places it and hangs up after a moment. */
    HANG_UP,
    /** Cancels it, if the answer to it has come by now. */
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
