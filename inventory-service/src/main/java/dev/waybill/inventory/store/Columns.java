package dev.waybill.inventory.store;

import dev.waybill.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Turns rows into one array for each column, so that a set of any size is one statement. */
final class Columns {
  private Columns() {}

  /** Binds one column of the rows. */
  static <S extends SqlStatement<S>, T, V> S bind(
      S statement,
      String name,
      Class<V> type,
      Collection<T> rows,
      Function<T, ? extends @Nullable V> value) {
    return statement.bindArray(name, type, rows.stream().map(value).toArray());
  }

  static @Nullable Money money(ResultSet row, String currency, String minor) throws SQLException {
    String code = row.getString(currency);
    return code == null ? null : new Money(code, row.getLong(minor));
  }

  /** The elements of an array column; null where the column is. */
  static <V> V @Nullable [] array(ResultSet row, String name, Class<V[]> type) throws SQLException {
    java.sql.Array array = row.getArray(name);
    if (array == null) {
      return null;
    }
    Object[] elements = (Object[]) array.getArray();
    return Arrays.copyOf(elements, elements.length, type);
  }
}
