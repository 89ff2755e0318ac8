package dev.waybill.common.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes something of the row at which a result set stands. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
