package dev.waybill.common.table;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A statement failed; of Jdbi's kind, so that it is told and handled as any other. */
public final class StatementException extends JdbiException {
  private static final long serialVersionUID = 1;

  public StatementException(SQLException cause) {
    super(cause);
  }
}
