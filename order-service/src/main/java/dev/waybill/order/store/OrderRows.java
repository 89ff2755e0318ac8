package dev.waybill.order.store;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Writes orders and events, each set in one statement. */
final class OrderRows {

  private OrderRows() {}

  static void insert(Handle handle, List<ClaimedOrder> placed) {
    if (placed.isEmpty()) {
      return;
    }
    try (Update insert = handle.createUpdate(OrderSql.INSERT)) {
      ArrayColumns<ClaimedOrder> columns = new ArrayColumns<>(insert, placed);
      bindRequest(columns);
      bindProgress(columns);
      insert.execute();
    }
  }

  static void update(Handle handle, List<ClaimedOrder> changed) {
    if (changed.isEmpty()) {
      return;
    }
    try (Update update = handle.createUpdate(OrderSql.UPDATE)) {
      bindProgress(new ArrayColumns<>(update, changed));
      update.execute();
    }
  }

  /** Locks the event counter, so it must be the transaction's last statement. */
  static void insertEvents(Handle handle, List<OrderEvent> events, Map<OrderId, String> customers) {
    if (events.isEmpty()) {
      return;
    }
    try (Update insert = handle.createUpdate(OrderSql.INSERT_EVENTS)) {
      insert.bind("count", events.size());
      new ArrayColumns<>(insert, events)
          .add("order_id", UUID.class, event -> event.orderId().value())
          .add("version", Long.class, OrderEvent::version)
          .add("customer_id", String.class, event -> customers.get(event.orderId()))
          .addState(OrderEvent::state)
          .add("event_time", Instant.class, OrderEvent::time)
          .add("correlation_id", String.class, OrderEvent::correlationId);
      insert.execute();
    }
  }

  /** Binds what never changes. */
  private static void bindRequest(ArrayColumns<ClaimedOrder> columns) {
    columns
        .add("customer_id", String.class, row -> row.order().request().customerId())
        .add("request_id", UUID.class, row -> row.order().request().requestId())
        .add("content_hash", String.class, row -> row.order().contentHash())
        .add("skus", String.class, OrderRows::skus)
        .add("quantities", String.class, OrderRows::quantities)
        .add("payment_token", String.class, row -> row.order().request().paymentToken())
        .add("expected_currency", String.class, row -> expected(row, Money::currency))
        .add("expected_minor", Long.class, row -> expected(row, Money::minorUnits))
        .add("correlation_id", String.class, row -> row.order().correlationId())
        .add("create_time", Instant.class, row -> row.order().createTime());
  }

  /** Binds the order's id and what may change. */
  private static void bindProgress(ArrayColumns<ClaimedOrder> columns) {
    columns
        .add("order_id", UUID.class, row -> row.id().value())
        .add("unit_prices", String.class, OrderRows::unitPrices)
        .add("currency", String.class, row -> total(row, Money::currency))
        .add("total_minor", Long.class, row -> total(row, Money::minorUnits))
        .addState(row -> row.order().state())
        .add("version", Long.class, row -> row.order().version())
        .add("claim", UUID.class, row -> row.claim().value())
        .add("due_time", Instant.class, row -> row.lease().due())
        .add("attempts", Integer.class, row -> row.lease().attempts())
        .add("update_time", Instant.class, row -> row.order().updateTime());
  }

  private static String skus(ClaimedOrder row) {
    OrderRequest request = row.order().request();
    return ArrayLiteral.ofTexts(request.lines().stream().map(OrderLine::sku).toList());
  }

  private static String quantities(ClaimedOrder row) {
    OrderRequest request = row.order().request();
    return ArrayLiteral.ofNumbers(request.lines().stream().map(OrderLine::quantity).toList());
  }

  private static @Nullable String unitPrices(ClaimedOrder row) {
    Order order = row.order();
    return order.pricing() == null
        ? null
        : ArrayLiteral.ofNumbers(
            order.pricing().unitPrices().stream().map(Money::minorUnits).toList());
  }

  private static <V> @Nullable V expected(ClaimedOrder row, Function<Money, V> part) {
    Money expected = row.order().request().expectedTotal();
    return expected == null ? null : part.apply(expected);
  }

  private static <V> @Nullable V total(ClaimedOrder row, Function<Money, V> part) {
    Order order = row.order();
    return order.pricing() == null ? null : part.apply(order.pricing().total());
  }
}
