package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.OrderFixtures.requestOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.domain.OrderFixtures;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Events are read in commit order, and each read reports how far it got. */
final class PostgresOrderEventsTest {

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private final PostgresOrderEvents events = new PostgresOrderEvents(orders.database());

  @Test
  void readsNothingWithoutEvents() {
    assertThat(events.lastPosition(StoredOrders.budget())).isZero();
    assertThat(after(0, "", 10)).isEqualTo(new EventRead(List.of(), 0, true));
    assertThat(events.ofOrder(OrderFixtures.anyPlace().orderId(), StoredOrders.budget()).events())
        .isEmpty();
  }

  @Test
  void readsAnEventAsItHappened() {
    OrderCommand.Place place = place(requestOf("customer-1"));
    Order placed = orders.applied(place);
    Order cancelling = orders.applied(cancel(place.orderId()));

    EventRead read = events.ofOrder(place.orderId(), StoredOrders.budget());

    assertThat(read)
        .isEqualTo(
            new EventRead(
                List.of(
                    new RecordedEvent(1, event(placed, "correlation-1")),
                    new RecordedEvent(2, event(cancelling, "correlation-2"))),
                2,
                true));
    assertThat(after(0, "", 10)).isEqualTo(read);
    assertThat(after(1, "", 10).events()).isEqualTo(read.events().subList(1, 2));
  }

  @Test
  void reportsWhetherThereIsMore() {
    placeFor("customer-1", "customer-1", "customer-1");

    assertThat(positions(after(0, "", 2))).containsExactly(1L, 2L);
    assertThat(after(0, "", 2).reachesEnd()).isFalse();
    assertThat(after(0, "", 2).upTo()).isEqualTo(2);
    assertThat(positions(after(2, "", 2))).containsExactly(3L);
    assertThat(after(2, "", 2).reachesEnd()).isTrue();
    assertThat(after(1, "", 2).reachesEnd()).isTrue();
  }

  @Test
  void readsOneCustomersEventsAndReportsHowFarItRead() {
    placeFor("customer-1", "customer-2", "customer-1", "customer-2", "customer-2");

    assertThat(positions(after(0, "customer-1", 10))).containsExactly(1L, 3L);
    assertThat(after(0, "customer-1", 10).upTo()).isEqualTo(5);
    assertThat(positions(after(0, "customer-2", 2))).containsExactly(2L, 4L);
    assertThat(after(0, "customer-2", 2).upTo()).isEqualTo(4);
    assertThat(after(3, "customer-1", 10)).isEqualTo(new EventRead(List.of(), 5, true));
  }

  @Test
  void looksAtALimitedNumberOfEventsAtATime() {
    placeFor("customer-1");
    orders.execute(
        """
        INSERT INTO order_events (
          order_id, version, position, customer_id, state, event_time, correlation_id)
        SELECT gen_random_uuid(), 1, place, 'customer-2', 'PENDING', now(), 'many'
        FROM generate_series(2, 25000) AS place;
        UPDATE order_event_counter SET last_position = 25000
        """);

    EventRead first = after(1, "customer-1", 10);

    assertThat(first).isEqualTo(new EventRead(List.of(), 10_001, false));
    assertThat(after(20_001, "customer-1", 10)).isEqualTo(new EventRead(List.of(), 25_000, true));
  }

  @Test
  void readsUpToTheLastPositionWhenAskedBeyondIt() {
    placeFor("customer-1");

    assertThat(after(2, "", 10).upTo()).isEqualTo(1);
    assertThat(after(Long.MAX_VALUE, "customer-1", 10).upTo()).isEqualTo(1);
  }

  private void placeFor(String... customers) {
    for (String customer : customers) {
      orders.applied(place(requestOf(customer)));
    }
  }

  private EventRead after(long position, String customer, int limit) {
    return events.after(position, customer, limit, StoredOrders.budget());
  }

  private static List<Long> positions(EventRead read) {
    return read.events().stream().map(RecordedEvent::position).toList();
  }

  private static OrderEvent event(Order order, String correlationId) {
    return new OrderEvent(
        order.id(),
        order.version(),
        "customer-1",
        order.state(),
        order.updateTime(),
        correlationId);
  }
}
