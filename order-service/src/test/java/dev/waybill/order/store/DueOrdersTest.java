package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.cardDeclined;
import static dev.waybill.order.store.StoredOrders.NO_PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Due work goes to one owner at a time. */
final class DueOrdersTest {

  /** Makes everything due at once. */
  @AutoClose private final StoredOrders hasty = StoredOrders.inFreshDatabase(NO_PATIENCE);

  /** Claims for as long as in production. */
  @AutoClose private final StoredOrders patient = hasty.anotherInstance(TIMES);

  @AutoClose private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void undecidedAndHalfCompensatedOrdersAreDueForRecovery() {
    OrderCommand.Place pending = anyPlace();
    OrderCommand.Place rejecting = anyPlace();
    OrderCommand.Place cancelling = anyPlace();
    OrderCommand.Place rejected = anyPlace();
    Stream.of(pending, rejecting, cancelling, rejected).forEach(hasty::applied);
    hasty.applied(startRejecting(rejecting));
    hasty.applied(cancel(cancelling.orderId()));
    hasty.applied(new OrderStep.Reject(rejected.orderId(), rejected.claim(), cardDeclined()));
    hasty.confirmed(anyRequest());

    assertThat(patient.claimDue(DueWork.RECOVERY, 10))
        .extracting(ClaimedOrder::id)
        .containsExactlyInAnyOrder(pending.orderId(), rejecting.orderId(), cancelling.orderId());
    assertThat(patient.claimDue(DueWork.RECOVERY, 10)).isEmpty();
  }

  @Test
  void claimingAConfirmedOrderStartsItsFulfilmentWithoutAnEvent() {
    OrderCommand.Place confirmed = hasty.confirmed(anyRequest());
    hasty.applied(anyPlace());

    List<ClaimedOrder> claimed = patient.claimDue(DueWork.FULFILMENT, 10);

    assertThat(claimed).hasSize(1);
    ClaimedOrder order = claimed.getFirst();
    assertThat(order.order()).isEqualTo(patient.find(confirmed.orderId()));
    assertThat(order.order().state()).isEqualTo(new OrderState.Fulfilling());
    assertThat(order.order().version()).isEqualTo(2);
    assertThat(Duration.between(order.readTime(), order.lease().due())).isEqualTo(TIMES.lease());
    assertThat(hasty.apply(cancel(order.id()))).isEqualTo(new Cancellation.TooLate(order.order()));
    assertThat(patient.claimDue(DueWork.FULFILMENT, 10)).isEmpty();
  }

  @Test
  void interruptedFulfilmentIsClaimedAgainAndItsFormerOwnerFenced() {
    hasty.confirmed(anyRequest());
    ClaimedOrder former = hasty.claimDue(DueWork.FULFILMENT, 1).getFirst();

    ClaimedOrder next = patient.claimDue(DueWork.FULFILMENT, 1).getFirst();

    assertThat(next.id()).isEqualTo(former.id());
    assertThat(hasty.apply(new OrderStep.Complete(former.id(), former.claim())))
        .isEqualTo(new StepResult.Fenced(next.order()));
    assertThat(hasty.applied(new OrderStep.Complete(next.id(), next.claim())).state())
        .isEqualTo(new OrderState.Completed());
    assertThat(patient.claimDue(DueWork.FULFILMENT, 1)).isEmpty();
  }

  @Test
  void ordersWithinTheirLeaseOrBeforeTheirFulfilmentAreNotDue() {
    patient.applied(anyPlace());
    patient.confirmed(anyRequest());

    assertThat(patient.claimDue(DueWork.RECOVERY, 10)).isEmpty();
    assertThat(patient.claimDue(DueWork.FULFILMENT, 10)).isEmpty();
  }

  @Test
  void claimsOrdersDatedByAClockThatRanAhead() {
    OrderId pending = patient.applied(anyPlace()).id();
    OrderId confirmed = patient.confirmed(anyRequest()).orderId();
    assertThat(patient.claimDue(DueWork.RECOVERY, 10)).isEmpty();
    patient.execute(
        """
        UPDATE orders SET create_time = create_time + interval '2 hours',
          update_time = update_time + interval '2 hours', due_time = due_time + interval '2 hours'
        """);

    List<ClaimedOrder> recovered = patient.claimDue(DueWork.RECOVERY, 10);
    assertThat(recovered).extracting(ClaimedOrder::id).containsExactly(pending);
    assertThat(recovered.getFirst().age()).isGreaterThan(TIMES.decisionLimit());
    assertThat(patient.claimDue(DueWork.FULFILMENT, 10))
        .extracting(ClaimedOrder::id)
        .containsExactly(confirmed);
    assertThat(patient.claimDue(DueWork.RECOVERY, 10)).as("claimed by now").isEmpty();
  }

  @Test
  void neverClaimsMoreThanTheLimit() {
    hasty.applied(anyPlace());
    hasty.applied(anyPlace());
    patient.execute(
        "UPDATE orders SET due_time = due_time + interval '2 hours' WHERE order_id IN"
            + " (SELECT order_id FROM orders LIMIT 1)");

    assertThat(patient.claimDue(DueWork.RECOVERY, 1)).hasSize(1);
    assertThat(patient.claimDue(DueWork.RECOVERY, 1)).hasSize(1);
  }

  @Test
  void theLongestDueComesFirst() {
    List<OrderId> placed = Stream.generate(() -> hasty.applied(anyPlace()).id()).limit(5).toList();

    assertThat(patient.claimDue(DueWork.RECOVERY, 2))
        .extracting(ClaimedOrder::id)
        .containsExactlyElementsOf(placed.subList(0, 2));
    assertThat(patient.claimDue(DueWork.RECOVERY, 3))
        .extracting(ClaimedOrder::id)
        .containsExactlyElementsOf(placed.subList(2, 5));
  }

  @Test
  void twoInstancesNeverClaimTheSameOrder() throws Exception {
    List<OrderId> placed = placeTogether(300);

    try (StoredOrders other = hasty.anotherInstance(TIMES)) {
      Future<List<OrderId>> mine = threads.submit(() -> claimAll(patient));
      List<OrderId> claimed = new ArrayList<>(claimAll(other));
      claimed.addAll(mine.get());
      assertThat(claimed).containsExactlyInAnyOrderElementsOf(placed);
    }
  }

  private List<OrderId> placeTogether(int count) throws Exception {
    List<Future<OrderId>> placed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      placed.add(threads.submit(() -> hasty.applied(anyPlace()).id()));
    }
    List<OrderId> ids = new ArrayList<>();
    for (Future<OrderId> id : placed) {
      ids.add(id.get());
    }
    return ids;
  }

  private static List<OrderId> claimAll(StoredOrders orders) {
    List<OrderId> claimed = new ArrayList<>();
    List<ClaimedOrder> batch = orders.claimDue(DueWork.RECOVERY, 7);
    while (!batch.isEmpty()) {
      batch.forEach(order -> claimed.add(order.id()));
      batch = orders.claimDue(DueWork.RECOVERY, 7);
    }
    return claimed;
  }

  private static OrderStep.StartRejecting startRejecting(OrderCommand.Place place) {
    return new OrderStep.StartRejecting(place.orderId(), place.claim(), cardDeclined());
  }
}
