package dev.waybill.common.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a column of a set of rows as one array, and reads the column from a row. */
public final class ColumnType<V> {
  public static final ColumnType<String> TEXT =
      new ColumnType<>("text", "", String[]::new, text -> text, ResultSet::getString);

  public static final ColumnType<UUID> UUID =
      new ColumnType<>(
          "uuid", "", Object[]::new, id -> id, (row, name) -> row.getObject(name, UUID.class));

  public static final ColumnType<Integer> INTEGER =
      new ColumnType<>(
          "int4",
          "",
          Integer[]::new,
          number -> number,
          (row, name) -> row.getObject(name, Integer.class));

  public static final ColumnType<Long> BIGINT =
      new ColumnType<>(
          "int8",
          "",
          Long[]::new,
          number -> number,
          (row, name) -> row.getObject(name, Long.class));

  public static final ColumnType<Instant> TIME =
      new ColumnType<>("timestamptz", "", Object[]::new, time -> time, ColumnType::readTime);

  public static final ColumnType<List<String>> TEXTS =
      listOf("text[]", String[].class, ColumnType::quoted);

  public static final ColumnType<List<Integer>> INTEGERS =
      listOf("int4[]", Integer[].class, String::valueOf);

  public static final ColumnType<List<Long>> BIGINTS =
      listOf("int8[]", Long[].class, String::valueOf);

  private final String element;
  private final String cast;
  private final IntFunction<@Nullable Object[]> newArray;
  private final Function<? super V, ?> write;
  private final Reader<V> reader;

  private ColumnType(
      String element,
      String cast,
      IntFunction<@Nullable Object[]> newArray,
      Function<? super V, ?> write,
      Reader<V> reader) {
    this.element = element;
    this.cast = cast;
    this.newArray = newArray;
    this.write = write;
    this.reader = reader;
  }

  /** Returns a type that stores an enum's constants by name. */
  public static <E extends Enum<E>> ColumnType<E> namesOf(Class<E> type) {
    return TEXT.as(name -> Enum.valueOf(type, name), Enum::name);
  }

  /** Returns the same type for other Java values, such as a domain id. */
  public <W> ColumnType<W> as(
      Function<? super V, ? extends W> fromStored, Function<? super W, ? extends V> toStored) {
    return new ColumnType<>(
        element,
        cast,
        newArray,
        value -> write.apply(toStored.apply(value)),
        (row, name) -> {
          V value = reader.read(row, name);
          return value == null ? null : fromStored.apply(value);
        });
  }

  /** Reads the value; null if the column is null. */
  @Nullable V read(ResultSet row, String name) throws SQLException {
    return reader.read(row, name);
  }

  /** The element type of the array that carries a set of values. */
  String element() {
    return element;
  }

  /** The SQL cast that turns an array element into a value; empty for most types. */
  String cast() {
    return cast;
  }

  <T> @Nullable Object[] arrayOf(
      Collection<? extends T> rows, Function<? super T, ? extends @Nullable V> value) {
    @Nullable Object[] values = newArray.apply(rows.size());
    int next = 0;
    for (T row : rows) {
      V present = value.apply(row);
      values[next++] = present == null ? null : write.apply(present);
    }
    return values;
  }

  private static @Nullable Instant readTime(ResultSet row, String name) throws SQLException {
    OffsetDateTime time = row.getObject(name, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /**
   * Lists are sent in PostgreSQL's text form, because {@code unnest} would flatten an array of
   * arrays into single elements.
   */
  private static <E> ColumnType<List<E>> listOf(
      String type, Class<E[]> array, Function<E, String> literal) {
    return new ColumnType<>(
        "text",
        "::" + type,
        String[]::new,
        list -> list.stream().map(literal).collect(Collectors.joining(",", "{", "}")),
        (row, name) -> {
          java.sql.Array stored = row.getArray(name);
          return stored == null ? null : List.of(array.cast(stored.getArray()));
        });
  }

  /** Quotes every text, because an unquoted NULL would mean a null, not a text. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Reads a value from the current row of a result set. */
  private interface Reader<V> {
    @Nullable V read(ResultSet row, String name) throws SQLException;
  }
}
