package dev.waybill.local.audit;

import com.google.protobuf.Duration;
import dev.waybill.local.audit.digest.MoneyDigest;
import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.local.audit.digest.SortedDigests;
import dev.waybill.local.audit.digest.StockDigest;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Joins the digests of the three services by order id, with one digest of each in memory. */
final class CaseStream {
  private final SortedDigests<OrderDigest> orders;
  private final SortedDigests<StockDigest> stock;
  private final SortedDigests<MoneyDigest> payments;

  private CaseStream(
      SortedDigests<OrderDigest> orders,
      SortedDigests<StockDigest> stock,
      SortedDigests<MoneyDigest> payments) {
    this.orders = orders;
    this.stock = stock;
    this.payments = payments;
  }

  /**
   * Opens the three streams, order-service's first. If an order is final in that snapshot, its
   * stock and money are settled in the other two, which are taken later.
   */
  static CaseStream open(Books books, Duration settledFor) {
    SortedDigests<OrderDigest> orders = books.orders().digests(settledFor);
    return new CaseStream(
        orders, books.stock().digests(settledFor), books.payments().digests(settledFor));
  }

  boolean hasNext() {
    return lowest().isPresent();
  }

  Case next() {
    String orderId = lowest().orElseThrow(NoSuchElementException::new);
    return new Case(orderId, orders.take(orderId), stock.take(orderId), payments.take(orderId));
  }

  private Optional<String> lowest() {
    return Stream.of(orders.nextOrderId(), stock.nextOrderId(), payments.nextOrderId())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
