package dev.waybill.common.table;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/**
 * A text that ends with COMMIT failed. If the server answered, nothing is stored; if the connection
 * was lost, that is unknown.
 */
public final class CommitException extends JdbiException {
  private static final long serialVersionUID = 1;

  CommitException(SQLException cause) {
    super(cause);
  }
}
