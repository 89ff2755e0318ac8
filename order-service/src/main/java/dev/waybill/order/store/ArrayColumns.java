package dev.waybill.order.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.Reason;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds a set of rows column by column, for one part of a statement. */
final class ArrayColumns<T> {

  private final SetStatement statement;
  private final String part;
  private final List<T> rows;

  ArrayColumns(SetStatement statement, String part, List<T> rows) {
    this.statement = statement;
    this.part = part;
    this.rows = rows;
  }

  <V> ArrayColumns<T> add(String name, Class<V> type, Function<T, @Nullable V> value) {
    statement.bind(part + "_" + name, type, rows, value);
    return this;
  }

  /** Adds the columns of a state and its reason. */
  ArrayColumns<T> addState(Function<T, OrderState> state) {
    List<StoredState> states = rows.stream().map(state).map(StoredState::of).toList();
    ArrayColumns<StoredState> columns = new ArrayColumns<>(statement, part, states);
    columns
        .add("state", String.class, StoredState::name)
        .add("reason_code", String.class, ArrayColumns::reasonCode)
        .add("reason_line", Integer.class, row -> line(row, Reason.Line::index))
        .add("reason_sku", String.class, row -> line(row, Reason.Line::sku))
        .add("reason_requested", Long.class, row -> line(row, Reason.Line::requested))
        .add("reason_available", Long.class, row -> line(row, Reason.Line::available));
    return this;
  }

  private static @Nullable String reasonCode(StoredState state) {
    Reason reason = state.reason();
    return reason == null ? null : reason.code().name();
  }

  private static <V> @Nullable V line(StoredState state, Function<Reason.Line, @Nullable V> part) {
    Reason reason = state.reason();
    Reason.Line line = reason == null ? null : reason.line();
    return line == null ? null : part.apply(line);
  }
}
