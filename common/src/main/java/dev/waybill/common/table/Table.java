package dev.waybill.common.table;

import dev.waybill.common.time.Instants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows are locked, inserted and updated in sets. Each column is declared once, and
 * the statements are built from the columns. In a statement, {@code given} is the alias of the rows
 * that it is given, and {@code stored} that of the rows in the table.
 *
 * <p>In a statement, {@code :now} is the time of the group and {@code :count} the number of given
 * rows; {@link GroupWrites} binds both.
 *
 * @param <T> the type of a row object
 */
public final class Table<T> {
  /**
   * Selects the time. Run it after the statements that lock, so that the time is read after the
   * locks were taken. See {@link SetStatement}.
   */
  public static final String CLOCK = "SELECT clock_timestamp() AS now";

  /**
   * Selects the time, and divides by zero if the group's time does not lie within the time before
   * it that {@code :tolerance} allows. See {@link #guarded} for the division.
   */
  static final String CLOCK_CHECK =
      """
      SELECT clock.now, 1 / (:now <= clock.now
        AND clock.now <= :now + :tolerance * interval '1 ms')::int
      FROM (SELECT clock_timestamp() AS now) AS clock""";

  private final String name;
  private final List<Column<T, ?>> keys = new ArrayList<>();
  private final List<Column<T, ?>> fixed = new ArrayList<>();
  private final List<Column<T, ?>> changing = new ArrayList<>();
  private final List<Column<T, ?>> guards = new ArrayList<>();
  private final Map<String, String> inserted = new LinkedHashMap<>();
  private final Map<String, String> updated = new LinkedHashMap<>();

  public Table(String name) {
    this.name = name;
  }

  /** Adds a column of the primary key. */
  public <V> Column<T, V> key(Column<T, V> column) {
    keys.add(column);
    return column;
  }

  /** Adds a column that never changes after its insert. */
  public <V> Column<T, V> fixed(Column<T, V> column) {
    fixed.add(column);
    return column;
  }

  /** Adds a column that updates may change. */
  public <V> Column<T, V> changing(Column<T, V> column) {
    changing.add(column);
    return column;
  }

  /**
   * Makes updates fail unless this column is as it was when the row was read, so that a row can be
   * changed without having been locked. All guards together must tell any two states of a row
   * apart. Call it before {@link #update}.
   */
  public void guard(Column<T, ?> column) {
    guards.add(column);
  }

  /** Like {@link #guard}, by all changing columns. */
  public void guardByAll() {
    guards.addAll(changing);
  }

  /**
   * Adds a column that is not part of {@code T}.
   *
   * @param whenInserted its value, in SQL; empty to use the table's default
   * @param whenUpdated its new value, in SQL; empty to leave it unchanged
   */
  public void computed(String column, String whenInserted, String whenUpdated) {
    if (!whenInserted.isEmpty()) {
      inserted.put(column, whenInserted);
    }
    if (!whenUpdated.isEmpty()) {
      updated.put(column, whenUpdated);
    }
  }

  /**
   * Adds the times of the row's creation and of its last change, which are not part of {@code T}.
   * See {@link Instants#ofChange}.
   */
  public void times() {
    computed("create_time", ":now", "");
    computed("update_time", ":now", "greatest(stored.update_time, :now)");
  }

  /** The names of all columns that a row is read from. */
  public String columns() {
    return names(all());
  }

  /** Locks and reads rows by key. The keys are bound to a parameter with the table's name. */
  public String lock() {
    return lockWhere(names(keys) + " = ANY(:" + name + ")");
  }

  /**
   * Locks and reads rows. All statements lock in key order, so that two groups that share rows
   * cannot deadlock.
   */
  public String lockWhere(String condition) {
    return "SELECT %s FROM %s WHERE %s ORDER BY %s FOR NO KEY UPDATE"
        .formatted(columns(), name, condition, names(keys));
  }

  /** Inserts in key order, so that two groups cannot deadlock; see {@link #lockWhere}. */
  public String insert() {
    List<Column<T, ?>> columns = all();
    return "INSERT INTO %s (%s)\nSELECT %s\nFROM %s\nORDER BY %s"
        .formatted(
            name,
            joined(names(columns), inserted.keySet()),
            joined(given(columns), inserted.values()),
            unnested(columns) + " AS given(" + names(columns) + ")",
            given(keys));
  }

  /** Updates the changing columns of rows that this transaction has locked, or that are guarded. */
  public String update() {
    return update(changing);
  }

  /** Updates all columns but the key, for rows that are decided anew. */
  public String replace() {
    return update(Stream.concat(fixed.stream(), changing.stream()).toList());
  }

  /** The given rows as a table named {@code given}, numbered from 1 in a column {@code place}. */
  public String numberedRows() {
    List<Column<T, ?>> columns = all();
    return unnested(columns) + " WITH ORDINALITY AS given(" + names(columns) + ", place)";
  }

  /** The values of the given rows, in the order of {@link #columns}. */
  public String givenValues() {
    return given(all());
  }

  /** Binds the columns that the statement has parameters for. */
  void bind(SetStatement statement, NamedSql sql, String prefix, Collection<? extends T> rows) {
    bind(all(), statement, sql, prefix, rows);
  }

  /** Binds the columns that the statement is guarded by. */
  void bindBefore(
      SetStatement statement, NamedSql sql, String prefix, Collection<? extends T> rows) {
    bind(before(), statement, sql, prefix, rows);
  }

  private static <T> void bind(
      List<Column<T, ?>> columns,
      SetStatement statement,
      NamedSql sql,
      String prefix,
      Collection<? extends T> rows) {
    for (Column<T, ?> column : columns) {
      if (sql.has(prefix + column.name())) {
        column.bind(statement, prefix, rows);
      }
    }
  }

  private String update(List<Column<T, ?>> columns) {
    List<Column<T, ?>> given = Stream.of(keys, columns, before()).flatMap(List::stream).toList();
    Stream<String> sets =
        Stream.concat(
            columns.stream().map(column -> column.name() + " = " + column.of("given")),
            updated.entrySet().stream().map(set -> set.getKey() + " = " + set.getValue()));
    Stream<String> conditions =
        Stream.concat(
            keys.stream().map(key -> key.of("stored") + " = " + key.of("given")),
            guards.stream()
                .map(
                    guard ->
                        "stored."
                            + guard.name()
                            + " IS NOT DISTINCT FROM "
                            + guard.before().of("given")));
    return guarded(
        "UPDATE %s AS stored SET %s\nFROM %s\nWHERE %s"
            .formatted(
                name,
                sets.collect(Collectors.joining(", ")),
                inKeyOrder(unnested(given) + " AS given(" + names(given) + ")"),
                conditions.collect(Collectors.joining(" AND "))));
  }

  /**
   * Rows that are not locked yet must be updated in key order, so that two groups cannot deadlock.
   */
  private String inKeyOrder(String rows) {
    return guards.isEmpty()
        ? rows
        : "(SELECT * FROM " + rows + " ORDER BY " + names(keys) + ") AS given";
  }

  /**
   * Divides by zero, which ends the transaction, unless all rows were updated. SQL has no other
   * expression that fails on a condition, and a function of our own would have to exist in each
   * database before the statement does.
   */
  private String guarded(String update) {
    return guards.isEmpty()
        ? update
        : "WITH updated AS (\n%s\nRETURNING 1)\nSELECT 1 / (count(*) = :count)::int FROM updated"
            .formatted(update);
  }

  private List<Column<T, ?>> before() {
    return guards.stream().<Column<T, ?>>map(Column::before).toList();
  }

  private List<Column<T, ?>> all() {
    return Stream.of(keys, fixed, changing).flatMap(List::stream).toList();
  }

  private static <T> String names(List<Column<T, ?>> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static <T> String given(List<Column<T, ?>> columns) {
    return columns.stream().map(column -> column.of("given")).collect(Collectors.joining(", "));
  }

  private static <T> String unnested(List<Column<T, ?>> columns) {
    return columns.stream()
        .map(Column::parameter)
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }

  private static String joined(String first, Collection<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).collect(Collectors.joining(", "));
  }
}
