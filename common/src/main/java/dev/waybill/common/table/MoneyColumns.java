package dev.waybill.common.table;

import dev.waybill.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An optional amount of money, stored in two columns: its currency and its minor units.
 *
 * @param <T> the type of a row object
 */
public final class MoneyColumns<T> {
  private final Column<T, String> currency;
  private final Column<T, Long> minorUnits;

  private MoneyColumns(
      String currency, String minorUnits, Function<? super T, ? extends @Nullable Money> value) {
    this.currency =
        Column.orNull(currency, ColumnType.TEXT, row -> part(value.apply(row), Money::currency));
    this.minorUnits =
        Column.orNull(
            minorUnits, ColumnType.BIGINT, row -> part(value.apply(row), Money::minorUnits));
  }

  /** Adds an amount that never changes after its insert. */
  public static <T> MoneyColumns<T> fixed(
      Table<T> table,
      String currency,
      String minorUnits,
      Function<? super T, ? extends @Nullable Money> value) {
    MoneyColumns<T> columns = new MoneyColumns<>(currency, minorUnits, value);
    table.fixed(columns.currency);
    table.fixed(columns.minorUnits);
    return columns;
  }

  /** Adds an amount that updates may change. */
  public static <T> MoneyColumns<T> changing(
      Table<T> table,
      String currency,
      String minorUnits,
      Function<? super T, ? extends @Nullable Money> value) {
    MoneyColumns<T> columns = new MoneyColumns<>(currency, minorUnits, value);
    table.changing(columns.currency);
    table.changing(columns.minorUnits);
    return columns;
  }

  /**
   * Reads an amount that must be present.
   *
   * @throws IllegalStateException if there is no amount
   */
  public Money read(ResultSet row) throws SQLException {
    return new Money(currency.read(row), minorUnits.read(row));
  }

  public @Nullable Money readOrNull(ResultSet row) throws SQLException {
    return currency.readOrNull(row) == null ? null : read(row);
  }

  private static <V> @Nullable V part(@Nullable Money money, Function<Money, V> part) {
    return money == null ? null : part.apply(money);
  }
}
