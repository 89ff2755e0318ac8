package dev.waybill.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The address and credentials of a database.
 *
 * @param url the JDBC address
 */
public record DatabaseAccess(String url, String user, String password) {
  /** Opens a new connection, which the caller must close. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
