package dev.waybill.cli.order;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Lines of a file that `waybill order import` reads. */
final class OrderLines {
  private OrderLines() {}

  static List<String> orders(int count) {
    return IntStream.range(0, count).mapToObj(number -> order(number, "acme")).toList();
  }

  static String order(int number, String customer) {
    return """
    {"request_id": "%s", "customer_id": "%s", "lines": [{"sku": "SKU-001", "quantity": 1}], \
    "payment_token": "tok_ok"}"""
        .formatted(id(number), customer);
  }

  static String id(int number) {
    return String.format(Locale.ROOT, "5f0c9d5e-7d8f-4c46-9b2e-%012d", number);
  }
}
