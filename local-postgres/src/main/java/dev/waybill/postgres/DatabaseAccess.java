package dev.waybill.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What it takes to use a database.
 *
 * @param url the JDBC address
 */
public record DatabaseAccess(String url, String user, String password) {
  /** A new connection, for the caller to close. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
