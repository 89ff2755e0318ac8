package dev.waybill.peer.order;

import dev.waybill.peer.order.OrderController.Line;
import dev.waybill.peer.order.OrderController.Order;
import dev.waybill.peer.order.OrderController.PlaceOrder;
import dev.waybill.peer.order.OrderController.PricedLine;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** Orders and their events. */
@Service
class OrderStore {
  private static final String EVENT =
      """
      INSERT INTO order_events (order_id, version, position, customer_id, state, reason_code,
        event_time, correlation_id)
      SELECT order_id, version, nextval('order_event_position'), customer_id, state, reason_code,
        now(), correlation_id
      FROM orders WHERE order_id = ?""";

  /** An order as stored. */
  record Row(
      UUID orderId,
      String customerId,
      String contentHash,
      List<Line> lines,
      List<Long> unitPrices,
      String paymentToken,
      String currency,
      Long totalMinor,
      String state,
      String reason,
      long version,
      UUID claim,
      Instant createTime,
      Instant updateTime) {
    Order toOrder() {
      List<PricedLine> priced = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        long price = unitPrices.isEmpty() ? 0 : unitPrices.get(i);
        priced.add(new PricedLine(lines.get(i).sku(), lines.get(i).quantity(), price));
      }
      return new Order(
          orderId,
          customerId,
          priced,
          currency,
          totalMinor,
          state,
          reason,
          version,
          createTime,
          updateTime);
    }
  }

  private final JdbcClient jdbc;

  OrderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Records the intent. A repeated request with other content is a conflict. */
  @Transactional
  UUID place(PlaceOrder request, UUID claim) {
    UUID orderId =
        UUID.nameUUIDFromBytes(
            (request.customerId() + request.requestId()).getBytes(StandardCharsets.UTF_8));
    String content = Integer.toHexString(request.hashCode());
    int inserted =
        jdbc.sql(
                """
                INSERT INTO orders (order_id, customer_id, request_id, content_hash, skus,
                  quantities, payment_token, state, version, claim, due_time, attempts,
                  correlation_id, create_time, update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', 1, ?, now() + interval '10 s', 0, ?, now(),
                  now())
                ON CONFLICT (customer_id, request_id) DO NOTHING""")
            .params(
                orderId,
                request.customerId(),
                request.requestId(),
                content,
                request.lines().stream().map(Line::sku).toArray(String[]::new),
                request.lines().stream().map(Line::quantity).toArray(Integer[]::new),
                request.paymentToken(),
                claim,
                UUID.randomUUID().toString())
            .update();
    if (inserted == 1) {
      jdbc.sql(EVENT).param(orderId).update();
    } else if (!find(orderId).contentHash().equals(content)) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "the request id was used before");
    }
    return orderId;
  }

  Row find(UUID orderId) {
    return jdbc.sql("SELECT * FROM orders WHERE order_id = ?")
        .param(orderId)
        .query((row, _) -> read(row))
        .single();
  }

  @Transactional
  Order confirm(UUID orderId, UUID claim, OrderFlow.Reservation held) {
    int changed =
        jdbc.sql(
                """
                UPDATE orders SET state = 'CONFIRMED', unit_prices = ?, currency = ?,
                  total_minor = ?, version = version + 1, due_time = now() + interval '2 s',
                  update_time = now()
                WHERE order_id = ? AND claim = ? AND state = 'PENDING'""")
            .params(
                held.lines().stream().map(PricedLine::unitPriceMinor).toArray(Long[]::new),
                held.currency(),
                held.totalMinor(),
                orderId,
                claim)
            .update();
    return withEvent(orderId, changed);
  }

  @Transactional
  Order reject(UUID orderId, UUID claim, String reason) {
    int changed =
        jdbc.sql(
                """
                UPDATE orders SET state = 'REJECTED', reason_code = ?, version = version + 1,
                  update_time = now()
                WHERE order_id = ? AND claim = ? AND state = 'PENDING'""")
            .params(reason, orderId, claim)
            .update();
    return withEvent(orderId, changed);
  }

  @Transactional
  void complete(UUID orderId, UUID claim) {
    int changed =
        jdbc.sql(
                """
                UPDATE orders SET state = 'COMPLETED', version = version + 1, update_time = now()
                WHERE order_id = ? AND claim = ? AND state = 'FULFILLING'""")
            .params(orderId, claim)
            .update();
    withEvent(orderId, changed);
  }

  /** Moves orders that are due in one state to another state, or claims them in the same state. */
  @Transactional
  List<UUID> claimDue(String state, String next, UUID claim, int limit) {
    return jdbc.sql(
            """
            UPDATE orders SET state = ?, claim = ?, due_time = now() + interval '10 s',
              attempts = attempts + 1
            WHERE order_id IN (
              SELECT order_id FROM orders WHERE state = '%s' AND due_time <= now()
              ORDER BY due_time LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING order_id"""
                .formatted(state))
        .params(next, claim, limit)
        .query(UUID.class)
        .list();
  }

  private Order withEvent(UUID orderId, int changed) {
    if (changed == 1) {
      jdbc.sql(EVENT).param(orderId).update();
    }
    return find(orderId).toOrder();
  }

  private static Row read(ResultSet row) throws SQLException {
    String[] skus = (String[]) row.getArray("skus").getArray();
    Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < skus.length; i++) {
      lines.add(new Line(skus[i], quantities[i]));
    }
    List<Long> prices =
        row.getArray("unit_prices") == null
            ? List.of()
            : List.of((Long[]) row.getArray("unit_prices").getArray());
    return new Row(
        row.getObject("order_id", UUID.class),
        row.getString("customer_id"),
        row.getString("content_hash"),
        lines,
        prices,
        row.getString("payment_token"),
        row.getString("currency"),
        row.getObject("total_minor", Long.class),
        row.getString("state"),
        row.getString("reason_code"),
        row.getLong("version"),
        row.getObject("claim", UUID.class),
        row.getTimestamp("create_time").toInstant(),
        row.getTimestamp("update_time").toInstant());
  }
}
