package dev.waybill.order.grpc;

import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.audit.AuditedOrders;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * An audit of consistent orders reports nothing; otherwise it reports each order that violates an
 * invariant.
 */
final class OrderInvariantsGrpcTest {

  @AutoClose private final AuditedOrders audited = new AuditedOrders();

  @Test
  void consistentOrdersInEveryStateViolateNothing() {
    audited.placeOneInEveryState();

    assertThat(audited.violations()).isEmpty();
  }

  @Test
  void reportsUndecidedOrderThatIsTooOld() {
    OrderId old = audited.stored().applied(anyPlace()).id();
    audited.stored().applied(anyPlace());
    audited.age(old, "31 seconds");

    assertThat(audited.violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + old + " has been PENDING for PT3")
        .endsWith(", expected at most PT30S");
    assertThat(audited.violations(60)).isEmpty();
  }

  @Test
  void reportsConfirmedOrderWithOverdueFulfilment() {
    OrderId old = audited.stored().confirmed(anyRequest()).orderId();

    audited.age(old, "30 seconds");
    assertThat(audited.violations()).isEmpty();
    audited.age(old, "36 seconds");
    assertThat(audited.violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + old + " has been CONFIRMED for PT3");
  }

  @Test
  void measuresCancellationFromItsStart() {
    OrderCommand.Place place = anyPlace();
    audited.stored().applied(place);
    audited.stored().applied(cancel(place.orderId()));
    audited.stored().execute("UPDATE orders SET create_time = create_time - interval '1 day'");

    assertThat(audited.violations()).isEmpty();
    audited.age(place.orderId(), "31 seconds");
    assertThat(audited.violations()).singleElement().asString().startsWith("I4 ");
  }

  @Test
  void reportsOrderDatedInTheFuture() {
    OrderId ahead = audited.stored().confirmed(anyRequest()).orderId();
    audited.stored().confirmed(anyRequest());
    audited.age(ahead, "-2 hours");

    assertThat(audited.violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + ahead + " is dated ")
        .contains(", PT1H59M")
        .endsWith(" ahead of the database's clock");
  }

  @Test
  void reportsOpenOrderDueTooFarInTheFuture() {
    OrderId late = audited.stored().confirmed(anyRequest()).orderId();
    audited.stored().execute("UPDATE orders SET due_time = due_time + interval '2 hours'");

    assertThat(audited.violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + late + " is CONFIRMED and not due for another PT2H")
        .endsWith(", expected at most PT40S");
  }

  @Test
  void reportsTwoOrdersForOneRequest() {
    OrderRequest request = anyRequest();
    OrderId first = audited.stored().confirmed(request).orderId();
    OrderId second = audited.stored().confirmed(anyRequest()).orderId();
    audited.stored().execute("ALTER TABLE orders DROP CONSTRAINT orders_request_key");
    audited.stored().execute("UPDATE orders SET request_id = '%s'".formatted(request.requestId()));

    assertThat(audited.violations())
        .hasSize(2)
        .anyMatch(
            found ->
                found.startsWith("I5 orders/")
                    && found.contains("2 orders with request id " + request.requestId())
                    && found.contains(first.toString())
                    && found.contains(second.toString()))
        .anyMatch(
            found -> found.startsWith("I5 orders/" + second) && found.endsWith("orders/" + first));
  }

  @Test
  void reportsLostEvent() {
    OrderId id = audited.stored().confirmed(anyRequest()).orderId();
    audited.stored().confirmed(anyRequest());
    audited
        .stored()
        .execute("DELETE FROM order_events WHERE version = 1 AND order_id = '%s'".formatted(id));

    assertThat(audited.violations())
        .hasSize(2)
        .contains(
            "I6 orders/"
                + id
                + " its event trail begins with version 2 CONFIRMED,"
                + " expected 1 PENDING")
        .anyMatch(found -> found.startsWith("I6 ") && found.contains("is at position 2, after 0"));
  }

  @Test
  void reportsOrderThatDisagreesWithItsLastEvent() {
    OrderId id = audited.stored().applied(anyPlace()).id();
    audited.stored().execute("UPDATE orders SET state = 'COMPLETED'");

    assertThat(audited.violations())
        .containsExactly(
            "I6 orders/"
                + id
                + " its event trail ends with version 1 PENDING, but the order is"
                + " 1 COMPLETED");
  }

  @Test
  void reportsOrphanedEventsAndEventsBeyondTheCounter() {
    OrderId id = audited.stored().applied(anyPlace()).id();
    audited.stored().execute("DELETE FROM orders");
    audited.stored().execute("UPDATE order_event_counter SET last_position = 5");

    assertThat(audited.violations())
        .containsExactlyInAnyOrder(
            "I6 orders/" + id + " has events, but there is no such order",
            "I6 orders the last event is at position 1, expected 5 as was given out");
  }
}
