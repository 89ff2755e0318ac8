package dev.waybill.common.table;

import dev.waybill.common.command.Rows;
import dev.waybill.common.command.Rows.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The statements that a group may need, one per set of rows, in the order in which they were added.
 * Each group runs the statements whose rows are not empty, and COMMIT, in one text and so in one
 * round trip. If a statement fails, the server runs none of those after it, so it does not commit.
 * The text depends only on which statements run, so that the driver can reuse the ones it has
 * prepared.
 *
 * @param <S> the working set that provides the rows
 */
public final class GroupWrites<S> {
  private static final String COMMIT = "COMMIT";

  /**
   * How old the time of a group may be when its rows are locked. Far less than any lease or hold
   * lasts, and more than a busy machine takes to decide and send a group.
   */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  private final List<Write<S, ?>> writes = new ArrayList<>();
  private final Map<Text, NamedSql> texts = new ConcurrentHashMap<>();

  /** Updates the rows that were changed, and inserts those that were added. */
  public <T> GroupWrites<S> rows(Table<T> table, Function<? super S, ? extends Rows<?, T>> rows) {
    return update(table, table.update(), set -> rows.apply(set).changes())
        .insert(table, set -> rows.apply(set).added());
  }

  /** Inserts rows. */
  public <T> GroupWrites<S> insert(
      Table<T> table, Function<? super S, ? extends Collection<T>> rows) {
    return add(table, table.insert(), rows);
  }

  /** Adds a statement that inserts rows, either the table's or one built from its parts. */
  public <T> GroupWrites<S> add(
      Table<T> table, String statement, Function<? super S, ? extends Collection<T>> rows) {
    return add(table, statement, rows, _ -> List.of());
  }

  /** Adds one of the table's statements that update rows. */
  public <T> GroupWrites<S> update(
      Table<T> table,
      String statement,
      Function<? super S, ? extends Collection<Change<T>>> changes) {
    return add(
        table,
        statement,
        set -> changes.apply(set).stream().map(Change::after).toList(),
        set -> changes.apply(set).stream().map(Change::before).toList());
  }

  /**
   * Writes the rows of a set that was locked, and commits. Does nothing if no rows have changed.
   *
   * @throws CommitException if a statement or the commit fails
   */
  public void write(Handle handle, S set, Instant now) {
    List<Chosen<?>> chosen = choose(set);
    if (!chosen.isEmpty()) {
      var _ = run(handle, chosen, now, false);
    }
  }

  /**
   * Writes the rows of a set that was recalled, and commits, if no row has changed since and the
   * time is close to the database's. Otherwise fails, and nothing is stored.
   *
   * @return the database's clock
   * @throws CommitException if a statement or the commit fails
   */
  public Instant writeUnlocked(Handle handle, S set, Instant now) {
    return run(handle, choose(set), now, true).orElseThrow();
  }

  private <T> GroupWrites<S> add(
      Table<T> table,
      String statement,
      Function<? super S, ? extends Collection<T>> rows,
      Function<? super S, ? extends Collection<T>> before) {
    String prefix = "s" + writes.size() + "_";
    String sql = statement.replaceAll("(?<!:):(?=[A-Za-z_])", ":" + prefix);
    writes.add(new Write<>(table, prefix, sql, rows, before));
    return this;
  }

  private List<Chosen<?>> choose(S set) {
    List<Chosen<?>> chosen = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      Chosen<?> next = writes.get(i).choose(i, set);
      if (!next.rows().isEmpty()) {
        chosen.add(next);
      }
    }
    return chosen;
  }

  private Optional<Instant> run(
      Handle handle, List<Chosen<?>> chosen, Instant now, boolean checksClock) {
    BitSet numbers = new BitSet(writes.size());
    chosen.forEach(each -> numbers.set(each.number()));
    NamedSql sql = texts.computeIfAbsent(new Text(numbers, checksClock), this::join);
    try (SetStatement statement = SetStatement.prepare(handle, sql)) {
      chosen.forEach(each -> each.bind(statement, sql, now));
      if (checksClock) {
        statement.bind("now", now).bind("tolerance", TOLERANCE.toMillis());
      }
      return statement.executeToCommit();
    }
  }

  /**
   * The clock is checked last, when all rows are locked, as it is read last when they are locked.
   */
  private NamedSql join(Text text) {
    Stream<String> clock = text.checksClock() ? Stream.of(Table.CLOCK_CHECK) : Stream.empty();
    return NamedSql.of(
        Stream.of(
                text.writes().stream().mapToObj(i -> writes.get(i).sql()), clock, Stream.of(COMMIT))
            .flatMap(Function.identity())
            .toArray(String[]::new));
  }

  /** What a text consists of: the numbers of its statements, and whether it checks the clock. */
  private record Text(BitSet writes, boolean checksClock) {}

  /** A statement, and the functions that get its rows from the set. */
  private record Write<S, T>(
      Table<T> table,
      String prefix,
      String sql,
      Function<? super S, ? extends Collection<T>> rows,
      Function<? super S, ? extends Collection<T>> before) {
    Chosen<T> choose(int number, S set) {
      return new Chosen<>(number, table, prefix, rows.apply(set), before.apply(set));
    }
  }

  /** A statement's number, table and prefix, the rows that it writes, and what they were before. */
  private record Chosen<T>(
      int number, Table<T> table, String prefix, Collection<T> rows, Collection<T> before) {
    void bind(SetStatement statement, NamedSql sql, Instant now) {
      table.bind(statement, sql, prefix, rows);
      table.bindBefore(statement, sql, prefix, before);
      if (sql.has(prefix + "now")) {
        statement.bind(prefix + "now", now);
      }
      if (sql.has(prefix + "count")) {
        statement.bind(prefix + "count", rows.size());
      }
    }
  }
}
