package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.outOfStock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderStep;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The writer knows the orders that it wrote for as long as they may change. */
final class OrderGroupWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final OrderGroupWriter writer = new OrderGroupWriter(TIMES);

  @Test
  void knowsAnOrderUntilItIsFinal() {
    OrderCommand.Place place = anyPlace();
    decide(writer.begin(), place);

    OrderBook open = bookFor(place);
    assertThat(open.recall(NOW)).isTrue();
    decide(open, new OrderStep.Reject(place.orderId(), place.claim(), outOfStock()));

    assertThat(bookFor(place).recall(NOW)).isFalse();
  }

  private OrderBook bookFor(OrderCommand.Place place) {
    OrderBook book = writer.begin();
    book.orders().name(place.orderId());
    return book;
  }

  private static void decide(OrderBook book, OrderCommand<?> command) {
    assertThat(command.decide(book, NOW)).isNotNull();
    book.remember();
  }
}
