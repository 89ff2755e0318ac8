package dev.waybill.common.table;

import dev.waybill.common.command.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The statements that a group may need, one per set of rows, in the order in which they were added.
 * Each group runs the statements whose rows are not empty, in one text and so in one round trip.
 * The text depends only on which statements run, so that the driver can reuse the ones it has
 * prepared.
 *
 * @param <S> the working set that provides the rows
 */
public final class GroupWrites<S> {
  private final List<Write<S, ?>> writes = new ArrayList<>();
  private final Map<BitSet, NamedSql> texts = new ConcurrentHashMap<>();

  /** Inserts the rows that were added, and updates those that were changed. */
  public <T> GroupWrites<S> rows(Table<T> table, Function<? super S, ? extends Rows<?, T>> rows) {
    return add(table, table.insert(), set -> rows.apply(set).added())
        .add(table, table.update(), set -> rows.apply(set).changed());
  }

  /** Inserts rows. */
  public <T> GroupWrites<S> insert(
      Table<T> table, Function<? super S, ? extends Collection<T>> rows) {
    return add(table, table.insert(), rows);
  }

  /** Adds a statement, either one of the table's or one built from its parts. */
  public <T> GroupWrites<S> add(
      Table<T> table, String statement, Function<? super S, ? extends Collection<T>> rows) {
    String prefix = "s" + writes.size() + "_";
    String sql = statement.replaceAll("(?<!:):(?=[A-Za-z_])", ":" + prefix);
    writes.add(new Write<>(table, prefix, sql, rows));
    return this;
  }

  /** Runs the statements whose rows are not empty; does nothing if all are empty. */
  public void write(Handle handle, S set, Instant now) {
    BitSet chosen = new BitSet(writes.size());
    List<Chosen<?>> bound = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      Chosen<?> next = writes.get(i).choose(set);
      if (!next.rows().isEmpty()) {
        chosen.set(i);
        bound.add(next);
      }
    }
    if (bound.isEmpty()) {
      return;
    }
    NamedSql sql = texts.computeIfAbsent(chosen, this::join);
    try (SetStatement statement = SetStatement.prepare(handle, sql)) {
      bound.forEach(each -> each.bind(statement, sql, now));
      statement.execute();
    }
  }

  private NamedSql join(BitSet chosen) {
    return NamedSql.of(chosen.stream().mapToObj(i -> writes.get(i).sql()).toArray(String[]::new));
  }

  /** A statement and the function that gets its rows from the set. */
  private record Write<S, T>(
      Table<T> table,
      String prefix,
      String sql,
      Function<? super S, ? extends Collection<T>> rows) {
    Chosen<T> choose(S set) {
      return new Chosen<>(table, prefix, rows.apply(set));
    }
  }

  /** A statement's table and prefix, and the rows that it writes. */
  private record Chosen<T>(Table<T> table, String prefix, Collection<T> rows) {
    void bind(SetStatement statement, NamedSql sql, Instant now) {
      table.bind(statement, sql, prefix, rows);
      if (sql.has(prefix + "now")) {
        statement.bind(prefix + "now", now);
      }
      if (sql.has(prefix + "count")) {
        statement.bind(prefix + "count", rows.size());
      }
    }
  }
}
