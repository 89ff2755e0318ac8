package dev.waybill.common.table;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A statement failed. It is a JdbiException, so that it is reported and handled like any other. */
public final class StatementException extends JdbiException {
  private static final long serialVersionUID = 1;

  public StatementException(SQLException cause) {
    super(cause);
  }
}
