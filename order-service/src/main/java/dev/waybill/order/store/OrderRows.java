package dev.waybill.order.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.common.money.Money;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Decision;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes orders and events, each set in one statement. */
final class OrderRows {

  private OrderRows() {}

  /** Writes all that was decided, in one round trip to the database. */
  static void write(Handle handle, Decision decision) {
    Set<String> parts = new HashSet<>();
    if (!decision.placed().isEmpty()) {
      parts.add(OrderSql.PLACED);
    }
    if (!decision.changed().isEmpty()) {
      parts.add(OrderSql.CHANGED);
    }
    if (!decision.events().isEmpty()) {
      parts.add(OrderSql.HAPPENED);
    }
    if (parts.isEmpty()) {
      return;
    }
    try (SetStatement write = SetStatement.prepare(handle, OrderSql.WRITE.choose(parts))) {
      bindPlaced(write, decision.placed());
      bindChanged(write, decision.changed());
      bindEvents(write, decision);
      write.execute();
    }
  }

  /** Writes claims, which make no events. */
  static void update(Handle handle, List<ClaimedOrder> changed) {
    write(handle, new Decision(List.of(), List.of(), changed, List.of()));
  }

  private static void bindPlaced(SetStatement write, List<ClaimedOrder> placed) {
    if (!placed.isEmpty()) {
      ArrayColumns<ClaimedOrder> columns = new ArrayColumns<>(write, OrderSql.PLACED, placed);
      bindRequest(columns);
      bindProgress(columns);
    }
  }

  private static void bindChanged(SetStatement write, List<ClaimedOrder> changed) {
    if (!changed.isEmpty()) {
      bindProgress(new ArrayColumns<>(write, OrderSql.CHANGED, changed));
    }
  }

  private static void bindEvents(SetStatement write, Decision decision) {
    List<OrderEvent> events = decision.events();
    if (events.isEmpty()) {
      return;
    }
    Map<OrderId, String> customers = customers(decision);
    write.bind(OrderSql.HAPPENED + "_count", events.size());
    new ArrayColumns<>(write, OrderSql.HAPPENED, events)
        .add("order_id", UUID.class, event -> event.orderId().value())
        .add("version", Long.class, OrderEvent::version)
        .add("customer_id", String.class, event -> customers.get(event.orderId()))
        .addState(OrderEvent::state)
        .add("event_time", Instant.class, OrderEvent::time)
        .add("correlation_id", String.class, OrderEvent::correlationId);
  }

  private static Map<OrderId, String> customers(Decision decision) {
    Map<OrderId, String> customers = new HashMap<>();
    for (List<ClaimedOrder> orders : List.of(decision.placed(), decision.changed())) {
      orders.forEach(row -> customers.put(row.id(), row.order().request().customerId()));
    }
    return customers;
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
