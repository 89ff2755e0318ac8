package dev.waybill.common.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: its name, its type, and how to read its value from a row object.
 *
 * @param <T> the type of a row object
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

  /** Returns a column that always has a value. */
  public static <T, V> Column<T, V> of(
      String name, ColumnType<V> type, Function<? super T, ? extends V> value) {
    return new Column<>(name, type, value);
  }

  /** Returns a column that may be null. */
  public static <T, V> Column<T, V> orNull(
      String name, ColumnType<V> type, Function<? super T, ? extends @Nullable V> value) {
    return new Column<>(name, type, value);
  }

  /**
   * Reads a value that must be present.
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

  /** The same column under another name, for the value that a row had before. */
  Column<T, V> before() {
    return new Column<>("before_" + name, type, value);
  }

  /** The SQL parameter that carries this column of a set of rows, as an array. */
  String parameter() {
    return ":" + name + "::" + type.element() + "[]";
  }

  /** The SQL expression for this column's value in a row of the unnested arrays. */
  String of(String alias) {
    return alias + "." + name + type.cast();
  }

  void bind(SetStatement statement, String prefix, Collection<? extends T> rows) {
    statement.bind(prefix + name, type, rows, value);
  }
}
