package dev.waybill.payment.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.Table;
import dev.waybill.payment.domain.LedgerLeg;

/** The append-only table of the ledger's legs. */
final class LedgerTable {
  static final Table<LedgerLeg> TABLE = new Table<>("ledger_legs");

  static {
    TABLE.key(Column.of("order_id", PaymentTable.ID, LedgerLeg::orderId));
    TABLE.key(Column.of("kind", ColumnType.namesOf(LedgerLeg.Kind.class), LedgerLeg::kind));
    TABLE.key(
        Column.of("account", ColumnType.namesOf(LedgerLeg.Account.class), LedgerLeg::account));
    MoneyColumns.fixed(TABLE, "currency", "amount_minor", LedgerLeg::amount);
    TABLE.computed("post_time", "clock_timestamp()", "");
  }

  private LedgerTable() {}
}
