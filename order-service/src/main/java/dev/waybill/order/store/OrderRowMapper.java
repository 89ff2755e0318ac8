package dev.waybill.order.store;

import dev.waybill.common.money.Money;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Lease;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.Pricing;
import dev.waybill.order.domain.Reason;
import dev.waybill.order.domain.ReasonCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads rows of the orders table. */
final class OrderRowMapper {

  private OrderRowMapper() {}

  static ClaimedOrder claimedOrder(ResultSet row) throws SQLException {
    Lease lease =
        new Lease(
            new Claim(row.getObject("claim", UUID.class)),
            instant(row, "due_time"),
            row.getInt("attempts"));
    return new ClaimedOrder(order(row), lease, instant(row, "read_time"));
  }

  static Order order(ResultSet row) throws SQLException {
    return new Order(
        new OrderId(row.getObject("order_id", UUID.class)),
        request(row),
        row.getString("content_hash"),
        pricing(row),
        state(row),
        row.getLong("version"),
        row.getString("correlation_id"),
        instant(row, "create_time"),
        instant(row, "update_time"));
  }

  static OrderState state(ResultSet row) throws SQLException {
    return new StoredState(row.getString("state"), reason(row)).toState();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The amount in these two columns, or null where there is none. */
  static @Nullable Money money(ResultSet row, String currencyColumn, String minorColumn)
      throws SQLException {
    String currency = row.getString(currencyColumn);
    return currency == null ? null : new Money(currency, row.getLong(minorColumn));
  }

  private static OrderRequest request(ResultSet row) throws SQLException {
    return new OrderRequest(
        row.getObject("request_id", UUID.class),
        row.getString("customer_id"),
        lines(row),
        row.getString("payment_token"),
        money(row, "expected_currency", "expected_minor"));
  }

  private static List<OrderLine> lines(ResultSet row) throws SQLException {
    String[] skus = (String[]) row.getArray("skus").getArray();
    Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
    return IntStream.range(0, skus.length)
        .mapToObj(i -> new OrderLine(skus[i], quantities[i]))
        .toList();
  }

  private static @Nullable Pricing pricing(ResultSet row) throws SQLException {
    Money total = money(row, "currency", "total_minor");
    if (total == null) {
      return null;
    }
    Long[] unitPrices = (Long[]) row.getArray("unit_prices").getArray();
    return new Pricing(
        Arrays.stream(unitPrices).map(price -> new Money(total.currency(), price)).toList(), total);
  }

  private static @Nullable Reason reason(ResultSet row) throws SQLException {
    String code = row.getString("reason_code");
    return code == null ? null : new Reason(ReasonCode.valueOf(code), reasonLine(row));
  }

  private static Reason.@Nullable Line reasonLine(ResultSet row) throws SQLException {
    Integer index = row.getObject("reason_line", Integer.class);
    return index == null
        ? null
        : new Reason.Line(
            index,
            row.getString("reason_sku"),
            row.getObject("reason_requested", Long.class),
            row.getObject("reason_available", Long.class));
  }
}
