package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.OrderFixtures.requestOf;
import static dev.waybill.order.store.StoredOrders.NO_PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderStore.OrderFilter;
import dev.waybill.order.domain.OrderStore.PagePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lists are sorted newest first, and their pages have no repeat and no gap. */
final class OrderListTest {

  private static final OrderFilter ALL = new OrderFilter("", Set.of());

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(NO_PATIENCE);

  @Test
  void pagesCoverTheWholeListEvenWithEqualTimes() {
    for (int i = 0; i < 25; i++) {
      orders.applied(place(requestOf("someone")));
    }
    orders.execute("UPDATE orders SET create_time = date_trunc('minute', create_time)");

    List<Order> paged = new ArrayList<>();
    List<Order> page = list(ALL, null, 4);
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = list(ALL, PagePosition.of(page.getLast()), 4);
    }

    assertThat(paged).doesNotHaveDuplicates().hasSize(25).isEqualTo(list(ALL, null, 100));
  }

  @Test
  void theNewestComesFirst() {
    List<OrderId> placed =
        Stream.generate(() -> orders.applied(place(requestOf("someone"))).id()).limit(3).toList();

    assertThat(list(ALL, null, 10))
        .extracting(Order::id)
        .containsExactlyElementsOf(placed.reversed());
  }

  @Test
  void filtersByCustomerAndState() {
    Order pending = orders.applied(place(requestOf("first")));
    Order confirmed = orders.find(orders.confirmed(requestOf("first")).orderId());
    Order other = orders.applied(place(requestOf("second")));

    assertThat(list(new OrderFilter("first", Set.of()), null, 10))
        .containsExactly(confirmed, pending);
    assertThat(list(new OrderFilter("", Set.of(VisibleState.PENDING)), null, 10))
        .containsExactly(other, pending);
    OrderFilter both = new OrderFilter("first", Set.of(VisibleState.PENDING));
    assertThat(list(both, null, 10)).containsExactly(pending);
    assertThat(list(both, PagePosition.of(pending), 10)).isEmpty();
    assertThat(list(new OrderFilter("nobody", Set.of()), null, 10)).isEmpty();
  }

  @Test
  void anOrderInFulfilmentIsListedAsConfirmed() {
    OrderId id = orders.confirmed(requestOf("someone")).orderId();
    orders.claimDue(DueWork.FULFILMENT, 1);

    assertThat(list(new OrderFilter("", Set.of(VisibleState.CONFIRMED)), null, 10))
        .extracting(Order::id)
        .containsExactly(id);
  }

  private List<Order> list(OrderFilter filter, @Nullable PagePosition after, int limit) {
    return orders.store().list(filter, after, limit, StoredOrders.budget());
  }
}
