package dev.waybill.common.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.command.Rows;
import dev.waybill.common.db.Database;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group's changes are stored in one round trip, and unchanged rows are not written. */
final class GroupWritesTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static final Table<Account> ACCOUNTS = new Table<>("account");
  private static final Column<Account, String> OWNER =
      ACCOUNTS.key(Column.of("owner", ColumnType.TEXT, Account::owner));
  private static final Column<Account, Kind> KIND =
      ACCOUNTS.fixed(Column.of("kind", ColumnType.namesOf(Kind.class), Account::kind));
  private static final MoneyColumns<Account> LIMIT =
      MoneyColumns.fixed(ACCOUNTS, "limit_currency", "limit_minor", Account::limit);
  private static final MoneyColumns<Account> BALANCE =
      MoneyColumns.changing(ACCOUNTS, "currency", "minor", Account::balance);

  private static final Table<String> NOTES = new Table<>("note");

  static {
    ACCOUNTS.computed("changes", "", "stored.changes + 1");
    ACCOUNTS.times();
    NOTES.fixed(Column.of("text", ColumnType.TEXT, text -> text));
  }

  private final GroupWrites<Book> writes =
      new GroupWrites<Book>()
          .rows(ACCOUNTS, book -> book.accounts)
          .add(
              NOTES,
              "INSERT INTO note (place, notes, text) SELECT place, :count, text FROM "
                  + NOTES.numberedRows(),
              book -> book.notes);

  @AutoClose
  private final Database database =
      Database.open(TestPostgres.freshDatabase("db/migration/testing"), "db/migration/testing");

  private enum Kind {
    SAVINGS,
    CREDIT
  }

  private record Account(String owner, Kind kind, @Nullable Money limit, Money balance) {
    Account with(Money next) {
      return new Account(owner, kind, limit, next);
    }
  }

  /** The working set. */
  private static final class Book {
    private final Rows<String, Account> accounts = new Rows<>();
    private final List<String> notes = new ArrayList<>();

    void put(Account account) {
      accounts.put(account.owner(), account);
    }
  }

  @BeforeEach
  void createTables() {
    int _ =
        inTransaction(
            handle ->
                handle.execute(
                    """
                    CREATE TABLE account (owner text PRIMARY KEY, kind text NOT NULL,
                      limit_currency text, limit_minor bigint,
                      currency text NOT NULL, minor bigint NOT NULL,
                      changes integer NOT NULL DEFAULT 0,
                      create_time timestamptz NOT NULL, update_time timestamptz NOT NULL);
                    CREATE TABLE note (place bigint, notes bigint, text text)
                    """));
  }

  @Test
  void storesNewAndChangedRowsAndReadsThemBack() {
    Account first = new Account("b", Kind.CREDIT, euros(100), euros(1));
    Account second = new Account("a", Kind.SAVINGS, null, euros(2));
    Book before = new Book();
    before.put(first);
    before.put(second);
    write(before);

    Book after = lock("a", "b", "c");
    assertThat(after.accounts.get("a")).isEqualTo(second);
    assertThat(after.accounts.get("b")).isEqualTo(first);
    assertThat(after.accounts.get("c")).isNull();
    after.put(second.with(euros(20)));
    after.put(new Account("c", Kind.SAVINGS, null, euros(3)));
    after.notes.addAll(List.of("one", "two"));
    write(after);

    assertThat(stored("SELECT owner || minor || ' ' || changes FROM account ORDER BY owner"))
        .containsExactly("a20 1", "b1 0", "c3 0");
    assertThat(stored("SELECT place || ' of ' || notes || ' ' || text FROM note ORDER BY place"))
        .containsExactly("1 of 2 one", "2 of 2 two");
    assertThat(stored("SELECT DISTINCT update_time AT TIME ZONE 'UTC' FROM account"))
        .containsExactly("2026-01-31 12:00:00");
  }

  @Test
  void sendsNothingWithoutChanges() {
    Account account = new Account("a", Kind.SAVINGS, null, euros(1));
    Book first = new Book();
    first.put(account);
    write(first);

    Book same = lock("a");
    same.put(account.with(euros(2)));
    same.put(account);
    write(same);

    assertThat(stored("SELECT changes FROM account")).containsExactly("0");
  }

  @Test
  void keepsTheTimeOfTheLastChangeIfTheClockWasSetBack() {
    Account account = new Account("a", Kind.SAVINGS, null, euros(1));
    Book created = new Book();
    created.put(account);
    write(created, NOON);

    Book changed = lock("a");
    changed.put(account.with(euros(2)));
    write(changed, NOON.minusSeconds(60));

    assertThat(
            stored(
                "SELECT minor || ' ' || create_time AT TIME ZONE 'UTC' || ' '"
                    + " || update_time AT TIME ZONE 'UTC' FROM account"))
        .containsExactly("2 2026-01-31 12:00:00 2026-01-31 12:00:00");
  }

  private Book lock(String... owners) {
    Book book = new Book();
    List.of(owners).forEach(book.accounts::name);
    return inTransaction(
        handle -> {
          NamedSql sql = NamedSql.of(ACCOUNTS.lock(), Table.CLOCK);
          try (SetStatement lock = SetStatement.prepare(handle, sql)) {
            lock.bind("account", ColumnType.TEXT, book.accounts.named());
            lock.rows(
                    row ->
                        new Account(
                            OWNER.read(row),
                            KIND.read(row),
                            LIMIT.readOrNull(row),
                            BALANCE.read(row)))
                .forEach(account -> book.accounts.load(account.owner(), account));
            assertThat(lock.clock()).isAfter(NOON);
          }
          return book;
        });
  }

  private void write(Book book) {
    write(book, NOON);
  }

  private void write(Book book, Instant now) {
    int _ =
        inTransaction(
            handle -> {
              writes.write(handle, book, now);
              return 0;
            });
  }

  private List<String> stored(String sql) {
    return inTransaction(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return database.inTransaction(TimeBudget.of(Duration.ofSeconds(20)), work);
  }

  private static Money euros(long cents) {
    return new Money("EUR", cents);
  }
}
