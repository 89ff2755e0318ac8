package dev.waybill.order.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderState.VisibleState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an order's state: a name, and a reason if the state has one.
 *
 * @param <T> the type of a row
 */
public final class StateColumns<T> {
  private static final String FULFILLING = "FULFILLING";

  private final Column<T, String> name;
  private final Column<T, ReasonCode> code;
  private final Column<T, Integer> line;
  private final Column<T, String> sku;
  private final Column<T, Long> requested;
  private final Column<T, Long> available;

  private StateColumns(Function<T, OrderState> state) {
    name = Column.of("state", ColumnType.TEXT, row -> nameOf(state.apply(row)));
    code =
        Column.orNull(
            "reason_code",
            ColumnType.namesOf(ReasonCode.class),
            row -> part(state.apply(row).reasonOrNull(), OrderReason::code));
    Function<T, OrderReason.@Nullable Line> at =
        row -> part(state.apply(row).reasonOrNull(), OrderReason::line);
    line =
        Column.orNull(
            "reason_line", ColumnType.INTEGER, row -> part(at.apply(row), OrderReason.Line::index));
    sku =
        Column.orNull(
            "reason_sku", ColumnType.TEXT, row -> part(at.apply(row), OrderReason.Line::sku));
    requested =
        Column.orNull(
            "reason_requested",
            ColumnType.BIGINT,
            row -> part(at.apply(row), OrderReason.Line::requested));
    available =
        Column.orNull(
            "reason_available",
            ColumnType.BIGINT,
            row -> part(at.apply(row), OrderReason.Line::available));
  }

  /** Adds a state that never changes after its insert. */
  static <T> StateColumns<T> fixed(Table<T> table, Function<T, OrderState> state) {
    StateColumns<T> columns = new StateColumns<>(state);
    columns.all().forEach(column -> table.fixed(column));
    return columns;
  }

  /** Adds a state that updates may change. */
  static <T> StateColumns<T> changing(Table<T> table, Function<T, OrderState> state) {
    StateColumns<T> columns = new StateColumns<>(state);
    columns.all().forEach(column -> table.changing(column));
    return columns;
  }

  OrderState read(ResultSet row) throws SQLException {
    String stored = name.read(row);
    return switch (stored) {
      case "PENDING" -> new OrderState.Pending();
      case "CONFIRMED" -> new OrderState.Confirmed();
      case FULFILLING -> new OrderState.Fulfilling();
      case "COMPLETED" -> new OrderState.Completed();
      case "REJECTING" -> new OrderState.Rejecting(reason(row));
      case "REJECTED" -> new OrderState.Rejected(reason(row));
      case "CANCELLING" -> new OrderState.Cancelling(reason(row));
      case "CANCELLED" -> new OrderState.Cancelled(reason(row));
      default -> throw new IllegalStateException("unknown order state " + stored);
    };
  }

  /** Returns the state that callers see for a stored state. */
  public static VisibleState visible(String name) {
    return FULFILLING.equals(name) ? VisibleState.CONFIRMED : VisibleState.valueOf(name);
  }

  /** Returns the stored names of the states that callers see as one of these. */
  static List<String> namesOf(Set<VisibleState> states) {
    return states.stream()
        .flatMap(
            state ->
                state == VisibleState.CONFIRMED
                    ? Stream.of(state.name(), FULFILLING)
                    : Stream.of(state.name()))
        .sorted()
        .toList();
  }

  private List<Column<T, ?>> all() {
    return List.of(name, code, line, sku, requested, available);
  }

  private OrderReason reason(ResultSet row) throws SQLException {
    Integer index = line.readOrNull(row);
    return new OrderReason(
        code.read(row),
        index == null
            ? null
            : new OrderReason.Line(
                index, sku.read(row), requested.readOrNull(row), available.readOrNull(row)));
  }

  private static String nameOf(OrderState state) {
    return state instanceof OrderState.Fulfilling ? FULFILLING : VisibleState.of(state).name();
  }

  private static <W, P> @Nullable P part(
      @Nullable W whole, Function<? super W, ? extends @Nullable P> part) {
    return whole == null ? null : part.apply(whole);
  }
}
