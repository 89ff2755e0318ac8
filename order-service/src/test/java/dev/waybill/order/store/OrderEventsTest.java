package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static dev.waybill.order.domain.OrderFixtures.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every change leaves one event, and all events form one sequence without a gap. */
final class OrderEventsTest {

  private static final String POSITIONS = "SELECT position FROM order_events ORDER BY position";
  private static final String HIGHEST_IS_COUNT =
      "SELECT coalesce(max(position), 0) = count(*) FROM order_events";

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  @AutoClose private final StoredOrders otherInstance = orders.anotherInstance(TIMES);
  @AutoClose private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void eventHasStateReasonAndCorrelationId() {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    Order cancelling = orders.applied(cancel(place.orderId()));

    assertThat(
            orders.select(
                String.class,
                """
                SELECT concat_ws(' ', version, position, customer_id, state, reason_code,
                  correlation_id)
                FROM order_events ORDER BY position
                """))
        .containsExactly(
            "1 1 customer-1 PENDING correlation-1",
            "2 2 customer-1 CANCELLING CANCELLED_BY_REQUEST correlation-2");
    assertThat(
            orders.select(
                Boolean.class,
                "SELECT event_time = update_time FROM order_events JOIN orders"
                    + " USING (order_id, version)"))
        .containsExactly(true);
    assertThat(cancelling.version()).isEqualTo(2);
  }

  @Test
  void positionsHaveNoGapAtAnyMomentWhileTwoInstancesWrite() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      StoredOrders instance = i % 2 == 0 ? orders : otherInstance;
      writers.add(threads.submit(() -> placeAndConfirm(instance, 20)));
    }
    while (writers.stream().anyMatch(writer -> !writer.isDone())) {
      assertThat(orders.select(Boolean.class, HIGHEST_IS_COUNT)).containsExactly(true);
    }
    for (Future<?> writer : writers) {
      writer.get();
    }

    assertThat(orders.select(Long.class, POSITIONS))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 640).boxed().toList());
  }

  @Test
  void onlyOneOfTwoInstancesPlacesTheSameOrder() throws Exception {
    List<OrderRequest> requests = Stream.generate(() -> anyRequest()).limit(60).toList();
    List<Future<Placement>> results = new ArrayList<>();
    for (OrderRequest request : requests) {
      results.add(threads.submit(() -> orders.apply(place(request))));
      results.add(threads.submit(() -> otherInstance.apply(place(request))));
    }

    for (int i = 0; i < results.size(); i += 2) {
      assertThat(List.of(results.get(i).get().getClass(), results.get(i + 1).get().getClass()))
          .containsExactlyInAnyOrder(Placement.Recorded.class, Placement.Repeated.class);
    }
    assertThat(orders.select(Long.class, POSITIONS))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void failedCommandLeavesNoGapAndDoesNotAffectOthers() {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    OrderStep.Complete illegal = new OrderStep.Complete(place.orderId(), place.claim());

    List<CompletableFuture<Placement>> placed = new ArrayList<>();
    List<CompletableFuture<StepResult>> failed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      placed.add(applyLater(anyPlace()));
      failed.add(applyLater(illegal));
    }

    for (int i = 0; i < placed.size(); i++) {
      assertThat(placed.get(i).join()).isInstanceOf(Placement.Recorded.class);
      assertThatThrownBy(failed.get(i)::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(orders.select(Boolean.class, HIGHEST_IS_COUNT)).containsExactly(true);
    assertThat(orders.select(Long.class, "SELECT last_position FROM order_event_counter"))
        .containsExactly(51L);
  }

  private <R> CompletableFuture<R> applyLater(OrderCommand<R> command) {
    return CompletableFuture.supplyAsync(() -> orders.apply(command), threads);
  }

  private static void placeAndConfirm(StoredOrders instance, int count) {
    for (int i = 0; i < count; i++) {
      OrderCommand.Place place = anyPlace();
      instance.applied(place);
      instance.applied(confirm(place));
    }
  }
}
