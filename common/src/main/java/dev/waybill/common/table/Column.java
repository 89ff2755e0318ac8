package dev.waybill.common.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: its name, its type, and where its value stands in what a row is made of.
 *
 * @param <T> what a row is made of
 */
public final class Column<T, V> {
  private final String name;
  private final ColumnType<V> type;
  private final Function<? super T, ? extends @Nullable V> value;

  private Column(
      String name, ColumnType<V> type, Function<? super T, ? extends @Nullable V> value) {
    this.name = name;
    this.type = type;
    this.value = value;
  }

  /** A column that always has a value. */
  public static <T, V> Column<T, V> of(
      String name, ColumnType<V> type, Function<? super T, ? extends V> value) {
    return new Column<>(name, type, value);
  }

  /** A column that may be null. */
  public static <T, V> Column<T, V> orNull(
      String name, ColumnType<V> type, Function<? super T, ? extends @Nullable V> value) {
    return new Column<>(name, type, value);
  }

  /**
   * Reads what must be there.
   *
   * @throws IllegalStateException if the column is null
   */
  public V read(ResultSet row) throws SQLException {
    V stored = readOrNull(row);
    if (stored == null) {
      throw new IllegalStateException("no value in column " + name);
    }
    return stored;
  }

  public @Nullable V readOrNull(ResultSet row) throws SQLException {
    return type.read(row, name);
  }

  String name() {
    return name;
  }

  /** The parameter as which the column of a set of rows travels. */
  String parameter() {
    return ":" + name + "::" + type.element() + "[]";
  }

  /** The value of one of the rows that have travelled under an alias. */
  String of(String alias) {
    return alias + "." + name + type.cast();
  }

  void bind(SetStatement statement, String prefix, Collection<? extends T> rows) {
    statement.bind(prefix + name, type, rows, value);
  }
}
