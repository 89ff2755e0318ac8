package dev.waybill.order.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes something of the row at which a result set stands. */
@FunctionalInterface
interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
