package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.cardDeclined;
import static dev.waybill.order.domain.OrderFixtures.changed;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.OrderFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store reads back what a command stored, and a former owner cannot write to an order. */
final class PostgresOrderStoreTest {

  /** One for all tests, because each has orders of its own. */
  @AutoClose private static final StoredOrders ORDERS = StoredOrders.inFreshDatabase(TIMES);

  @Test
  void anOrderIsReadBackAsItWasPlaced() {
    OrderRequest request =
        request(
            "customer.with-all_signs",
            "tok_ok",
            new Money("JPY", 0),
            IntStream.range(0, 100).mapToObj(i -> new OrderLine("SKU-" + i, i + 1)).toList());

    Order placed = ORDERS.applied(place(request));

    assertThat(ORDERS.find(placed.id())).isEqualTo(placed);
    assertThat(placed.request()).isEqualTo(request);
    assertThat(placed.state()).isEqualTo(new OrderState.Pending());
    assertThat(placed.version()).isOne();
    assertThat(placed.createTime()).isEqualTo(placed.updateTime());
  }

  @Test
  void skusWithArraySyntaxAreStoredAsPlainText() {
    OrderRequest request =
        request(
            "null", "null", null, List.of(new OrderLine("NULL", 1), new OrderLine("A\"\\,{B}", 2)));

    Order placed = ORDERS.applied(place(request));

    assertThat(ORDERS.find(placed.id()).request()).isEqualTo(request);
  }

  @Test
  void everyStepIsReadBackAsItWasDecided() {
    OrderCommand.Place rejecting = anyPlace();
    OrderCommand.Place cancelling = anyPlace();
    OrderCommand.Cancel cancel = cancel(cancelling.orderId());
    OrderCommand.Place confirmed = anyPlace();

    for (OrderCommand<?> command :
        List.of(
            rejecting,
            new OrderStep.StartRejecting(rejecting.orderId(), rejecting.claim(), cardDeclined()),
            new OrderStep.FinishCompensation(rejecting.orderId(), rejecting.claim()),
            confirmed,
            confirm(confirmed),
            cancelling,
            cancel,
            new OrderStep.FinishCompensation(cancel.orderId(), cancel.claim()))) {
      Order stored = ORDERS.applied(command);
      assertThat(ORDERS.find(stored.id())).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @EnumSource(ReasonCode.class)
  void everyReasonIsReadBack(ReasonCode code) {
    assertReadBack(OrderReason.of(code));
    assertReadBack(new OrderReason(code, new OrderReason.Line(0, "SKU-001", null, null)));
    assertReadBack(new OrderReason(code, new OrderReason.Line(99, "NULL", Long.MAX_VALUE, 0L)));
  }

  @Test
  void aRepeatedRequestFindsTheFirstOrder() {
    OrderRequest request = anyRequest();
    Order first = ORDERS.applied(place(request));

    assertThat(ORDERS.apply(place(request))).isEqualTo(new Placement.Repeated(first));
    assertThat(ORDERS.apply(place(changed(request))))
        .isEqualTo(new Placement.RequestIdReused(first.id()));
    assertThat(ORDERS.find(first.id())).isEqualTo(first);
  }

  @Test
  void aCommandThatIsRunAgainAfterAnUnknownCommitChangesNothing() {
    OrderCommand.Place place = anyPlace();
    OrderStep.Confirm confirm = confirm(place);
    OrderCommand.Cancel cancel = cancel(place.orderId());
    OrderStep.FinishCompensation finish =
        new OrderStep.FinishCompensation(place.orderId(), cancel.claim());

    for (OrderCommand<?> command : List.of(place, confirm, cancel, finish)) {
      Order once = ORDERS.applied(command);
      assertThat(ORDERS.applied(command)).isEqualTo(once);
      assertThat(ORDERS.find(once.id())).isEqualTo(once);
    }
    assertThat(
            ORDERS.select(
                Long.class,
                "SELECT version FROM order_events WHERE order_id = '%s' ORDER BY position"
                    .formatted(place.orderId())))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void formerOwnerCannotWriteToTheOrder() {
    OrderCommand.Place place = anyPlace();
    ORDERS.applied(place);
    Claim next = Claim.fresh();
    Order takenOver = ORDERS.applied(new OrderStep.TakeOver(place.orderId(), place.claim(), next));

    assertThat(ORDERS.apply(confirm(place))).isEqualTo(new StepResult.Fenced(takenOver));
    assertThat(ORDERS.find(place.orderId()).state()).isEqualTo(new OrderState.Pending());
  }

  @Test
  void puttingOffStoresDueTimeAndAttempts() {
    OrderCommand.Place place = anyPlace();
    ORDERS.applied(place);
    OrderStep.PutOff putOff =
        new OrderStep.PutOff(place.orderId(), place.claim(), Duration.ofMillis(61_500));

    assertThat(attempts(ORDERS.apply(putOff))).isOne();
    assertThat(attempts(ORDERS.apply(putOff))).isEqualTo(2);
    assertThat(
            ORDERS.select(
                Boolean.class,
                """
                SELECT due_time BETWEEN now() + interval '30 s' AND now() + interval '62 s'
                FROM orders WHERE order_id = '%s'
                """
                    .formatted(place.orderId())))
        .containsExactly(true);
  }

  @Test
  void anOrderThatDoesNotExistIsNotFound() {
    OrderId unknown = anyPlace().orderId();

    assertThat(ORDERS.apply(cancel(unknown))).isEqualTo(new Cancellation.NotFound(unknown));
    assertThat(ORDERS.store().find(unknown, StoredOrders.budget())).isEmpty();
  }

  private void assertReadBack(OrderReason reason) {
    OrderCommand.Place place = anyPlace();
    ORDERS.applied(place);
    Order rejected = ORDERS.applied(new OrderStep.Reject(place.orderId(), place.claim(), reason));
    assertThat(rejected.state()).isEqualTo(new OrderState.Rejected(reason));
    assertThat(ORDERS.find(place.orderId())).isEqualTo(rejected);
  }

  private static int attempts(StepResult result) {
    return result instanceof StepResult.Applied(ClaimedOrder claimed)
        ? claimed.lease().attempts()
        : -1;
  }
}
