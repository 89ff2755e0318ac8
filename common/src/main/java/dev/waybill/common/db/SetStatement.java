package dev.waybill.common.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement over a set of rows, each column of which travels as one array.
 *
 * <p>It is what group writers use instead of Jdbi's statements, which copy their configuration and
 * look up how to bind each value anew every time: half of a small group's processor time. Failures
 * are {@link StatementException}, with the driver's as its cause.
 */
public final class SetStatement implements AutoCloseable {
  private final NamedSql sql;
  private final PreparedStatement statement;
  private boolean executed;

  private SetStatement(NamedSql sql, PreparedStatement statement) {
    this.sql = sql;
    this.statement = statement;
  }

  /** On the handle's connection, in its transaction; the driver remembers what it has prepared. */
  public static SetStatement prepare(Handle handle, NamedSql sql) {
    try {
      return new SetStatement(sql, handle.getConnection().prepareStatement(sql.toString()));
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  /** Binds one number. */
  public SetStatement bind(String name, long value) {
    return bindEach(name, position -> statement.setLong(position, value));
  }

  /** Binds one time. */
  public SetStatement bind(String name, Instant value) {
    return bindEach(
        name, position -> statement.setObject(position, value.atOffset(ZoneOffset.UTC)));
  }

  /** Binds a column of the rows: texts, UUIDs, whole numbers or times. */
  public <T, V> SetStatement bind(
      String name,
      Class<V> type,
      Collection<? extends T> rows,
      Function<? super T, ? extends @Nullable V> value) {
    @Nullable Object[] column = columnOf(type, rows.size());
    int row = 0;
    for (T each : rows) {
      column[row++] = value.apply(each);
    }
    return bindEach(
        name,
        position -> statement.setArray(position, connection().createArrayOf(nameOf(type), column)));
  }

  /** Carries out what answers no rows. */
  public void execute() {
    try {
      statement.execute();
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  /** Reads the rows of the first statement, then, called again, those of the next. */
  public <T> List<T> rows(RowReader<T> reader) {
    try (ResultSet rows = nextResult()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return read;
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  private ResultSet nextResult() throws SQLException {
    boolean hasRows =
        executed
            ? statement.getMoreResults(PreparedStatement.KEEP_CURRENT_RESULT)
            : statement.execute();
    executed = true;
    ResultSet rows = statement.getResultSet();
    if (!hasRows || rows == null) {
      throw new IllegalStateException("no more rows are answered by " + sql);
    }
    return rows;
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  private SetStatement bindEach(String name, Binding binding) {
    try {
      for (int position : sql.positions(name)) {
        binding.bindTo(position);
      }
      return this;
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  private Connection connection() throws SQLException {
    return statement.getConnection();
  }

  /** The driver sends arrays of these types in binary form, others as text. */
  private static @Nullable Object[] columnOf(Class<?> type, int size) {
    if (type == String.class) {
      return new String[size];
    }
    if (type == Long.class) {
      return new Long[size];
    }
    return type == Integer.class ? new Integer[size] : new Object[size];
  }

  private static String nameOf(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == UUID.class) {
      return "uuid";
    }
    if (type == Long.class) {
      return "int8";
    }
    if (type == Integer.class) {
      return "int4";
    }
    if (type == Instant.class) {
      return "timestamptz";
    }
    throw new IllegalArgumentException("no array of " + type);
  }

  /** Binds a value to the parameter at a position. */
  private interface Binding {
    void bindTo(int position) throws SQLException;
  }
}
