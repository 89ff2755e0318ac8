package dev.waybill.system.faults;

import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.faults.Visit.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws clients: what they order, how they pay, and whether they repeat, cancel or hang up. */
final class RandomVisits {
  /** An item with {@link #RARE_PIECES} pieces, of which more are ordered in a minute. */
  static final String RARE_SKU = "RARE-1";

  static final int RARE_PIECES = 100;

  private static final long MILLIS_BETWEEN = 50;
  private static final String HOT_SKU = "SKU-000";
  private static final int CUSTOMERS = 20;
  private static final List<String> REFUSED =
      List.of(
          "tok_declined",
          "tok_insufficient_funds",
          "tok_timeout_then_ok",
          "tok_timeout_lost",
          "tok_capture_refused");

  private final RandomGenerator dice;
  private final List<Visit> visits = new ArrayList<>();

  RandomVisits(RandomGenerator dice) {
    this.dice = dice;
  }

  List<Visit> plan(Duration length) {
    for (long at = 0; at < length.toMillis(); at += MILLIS_BETWEEN) {
      addCustomer(at);
    }
    return visits.stream().sorted(Comparator.comparingLong(Visit::atMillis)).toList();
  }

  private void addCustomer(long at) {
    PlaceOrderRequest request = request();
    switch (dice.nextInt(20)) {
      case 0, 1 -> visits.add(new Visit(at, Wish.PLACE_THRICE, request));
      case 2, 3 -> {
        visits.add(new Visit(at, Wish.HANG_UP, request));
        visits.add(new Visit(at + dice.nextLong(5_000), Wish.PLACE, request));
      }
      case 4, 5 -> {
        visits.add(new Visit(at, Wish.PLACE, request));
        visits.add(new Visit(at + dice.nextLong(10_000), Wish.PLACE, request));
      }
      // Some of these come too late.
      case 6, 7, 8 -> {
        visits.add(new Visit(at, Wish.PLACE, request));
        visits.add(new Visit(at + dice.nextLong(2_500), Wish.CANCEL, request));
      }
      default -> visits.add(new Visit(at, Wish.PLACE, request));
    }
  }

  private PlaceOrderRequest request() {
    PlaceOrderRequest.Builder request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(new UUID(dice.nextLong(), dice.nextLong()).toString())
            .setCustomerId("customer-" + dice.nextInt(CUSTOMERS))
            .setPaymentToken(
                dice.nextInt(5) == 0 ? REFUSED.get(dice.nextInt(REFUSED.size())) : "tok_ok")
            .addLines(line(firstSku()));
    if (dice.nextInt(3) == 0) {
      // An order must not contain the same item twice.
      request.addLines(line(String.format(Locale.ROOT, "SKU-%03d", dice.nextInt(50, 100))));
    }
    return request.build();
  }

  private String firstSku() {
    return switch (dice.nextInt(10)) {
      case 0 -> RARE_SKU;
      case 1, 2, 3, 4 -> HOT_SKU;
      default -> String.format(Locale.ROOT, "SKU-%03d", dice.nextInt(1, 50));
    };
  }

  private PlaceOrderLine line(String sku) {
    return PlaceOrderLine.newBuilder().setSku(sku).setQuantity(dice.nextInt(1, 4)).build();
  }
}
