package dev.waybill.inventory.store;

import dev.waybill.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what takes more than one step to read. */
final class Columns {
  private Columns() {}

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
