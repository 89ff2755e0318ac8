package dev.waybill.common.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement over a set of rows. Each column is sent as one array.
 *
 * <p>Group writers use it instead of Jdbi's statements, which copy their configuration and look up
 * how to bind each value on every call: that took half of a small group's CPU time. Failures are
 * {@link StatementException}, with the driver's exception as the cause.
 */
public final class SetStatement implements AutoCloseable {
  private static final Column<Instant, Instant> NOW = Column.of("now", ColumnType.TIME, now -> now);

  private final NamedSql sql;
  private final PreparedStatement statement;
  private boolean executed;

  private SetStatement(NamedSql sql, PreparedStatement statement) {
    this.sql = sql;
    this.statement = statement;
  }

  /**
   * Prepares a statement on the handle's connection, in its transaction. The driver caches prepared
   * statements.
   */
  public static SetStatement prepare(Handle handle, NamedSql sql) {
    try {
      return new SetStatement(sql, handle.getConnection().prepareStatement(sql.toString()));
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  /** Binds a number. */
  public SetStatement bind(String name, long value) {
    return bindEach(name, position -> statement.setLong(position, value));
  }

  /** Binds a time. */
  public SetStatement bind(String name, Instant value) {
    return bindEach(
        name, position -> statement.setObject(position, value.atOffset(ZoneOffset.UTC)));
  }

  /** Binds one column of the rows. */
  public <T, V> SetStatement bind(
      String name,
      ColumnType<V> type,
      Collection<? extends T> rows,
      Function<? super T, ? extends @Nullable V> value) {
    @Nullable Object[] column = type.arrayOf(rows, value);
    return bindEach(
        name,
        position ->
            statement.setArray(position, connection().createArrayOf(type.element(), column)));
  }

  /** Binds a set of values. */
  public <V> SetStatement bind(String name, ColumnType<V> type, Collection<? extends V> values) {
    return bind(name, type, values, value -> value);
  }

  /** Runs statements that return no rows. */
  public void execute() {
    try {
      statement.execute();
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  /**
   * Runs statements of which the last is COMMIT, and returns the time that one of them selects, if
   * one does.
   *
   * @throws CommitException if one of them fails
   */
  Optional<Instant> executeToCommit() {
    try {
      Optional<Instant> time = Optional.empty();
      boolean hasRows = statement.execute();
      while (hasRows || statement.getUpdateCount() >= 0) {
        ResultSet rows = statement.getResultSet();
        if (rows != null && rows.getMetaData().getColumnLabel(1).equals(NOW.name())) {
          rows.next();
          time = Optional.of(NOW.read(rows));
        }
        hasRows = statement.getMoreResults();
      }
      return time;
    } catch (SQLException e) {
      throw new CommitException(e);
    }
  }

  /** Returns the rows of the first statement; each further call returns those of the next. */
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

  /** Returns the time that {@link Table#CLOCK} selects. */
  public Instant clock() {
    return rows(NOW::read).getFirst();
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

  /** Binds a value to the parameter at a position. */
  private interface Binding {
    void bindTo(int position) throws SQLException;
  }

  /** Reads a value from the current row of a result set. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
