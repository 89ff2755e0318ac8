package dev.waybill.common.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a value from the current row of a result set. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
