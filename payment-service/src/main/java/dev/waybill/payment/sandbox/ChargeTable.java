package dev.waybill.payment.sandbox;

import dev.waybill.common.money.Money;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.Table;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of the sandbox's charges. */
final class ChargeTable {
  static final Table<Charge> TABLE = new Table<>("sandbox.charges");

  static final ColumnType<OrderId> ID = ColumnType.UUID.as(OrderId::new, OrderId::value);

  private static final Column<Charge, OrderId> KEY = TABLE.key(Column.of("key", ID, Charge::key));
  private static final Column<Charge, Charge.State> STATE =
      TABLE.changing(Column.of("state", ColumnType.namesOf(Charge.State.class), Charge::state));
  private static final MoneyColumns<Charge> AMOUNT =
      MoneyColumns.fixed(TABLE, "currency", "amount_minor", ofTerms(PaymentTerms::amount));
  private static final Column<Charge, String> CARD_TOKEN =
      TABLE.fixed(
          Column.orNull("card_token", ColumnType.TEXT, ofTerms(PaymentTerms::paymentToken)));

  static {
    TABLE.guard(STATE);
  }

  static final String LOCK = TABLE.lockWhere("key = ANY(:charges)");

  static final String FIND = "SELECT " + TABLE.columns() + " FROM sandbox.charges WHERE key = :key";

  private ChargeTable() {}

  static Charge read(ResultSet row) throws SQLException {
    Money amount = AMOUNT.readOrNull(row);
    return new Charge(
        KEY.read(row),
        STATE.read(row),
        amount == null ? null : new PaymentTerms(amount, CARD_TOKEN.read(row)));
  }

  private static <V> Function<Charge, @Nullable V> ofTerms(Function<PaymentTerms, V> part) {
    return charge -> {
      PaymentTerms terms = charge.terms();
      return terms == null ? null : part.apply(terms);
    };
  }
}
