package dev.waybill.common.db;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;

/**
 * Opens sessions that have Waybill's settings, on whichever of the URL's hosts can be used.
 *
 * <p>A pooler between us and the server shows itself: it tells another process id than the server
 * does. Behind one, what a session is set to may be met by anybody, or by nobody. So there the
 * settings are left to each transaction, and no statement is kept by its name.
 */
final class Sessions implements DataSource {
  /** Catches a server that went silent; the statement itself would have been ended before. */
  private static final Duration WORK_READ_LIMIT = SessionSettings.STATEMENT_TIMEOUT.plusSeconds(2);

  private static final int LAST_LOG_IN_SECONDS = 5;

  private final HostRace hosts;
  private final SessionSettings settings;
  private final Duration readLimit;

  /** Of several hosts, all but one are usually standbys. */
  private final boolean onlyWritable;

  /** Whether the URL says from when on statements get names, which some poolers can carry. */
  private final boolean namesAreChosen;

  private final AtomicInteger logIns = new AtomicInteger();
  private volatile boolean failing;
  private volatile @Nullable String forTransaction;

  /** For short transactions. */
  static Sessions work(DatabaseSettings database) {
    return new Sessions(
        database, SessionSettings.work(database.url().sessionSettings()), WORK_READ_LIMIT);
  }

  /** For migrations, which may last. */
  static Sessions migration(DatabaseSettings database) {
    return new Sessions(
        database,
        SessionSettings.migration(database.url().sessionSettings(), database.migrationTimeout()),
        Duration.ZERO);
  }

  /**
   * @param readLimit how long an answer may take before the server counts as silent; zero for no
   *     limit
   */
  private Sessions(DatabaseSettings database, SessionSettings settings, Duration readLimit) {
    PostgresUrl url = database.url();
    List<DatabaseHost> each = url.hosts().stream().map(host -> host(database, host)).toList();
    boolean balanced = url.parameter("loadBalanceHosts").map(Boolean::parseBoolean).orElse(false);
    this.hosts = new HostRace(each, database.connectTimeout(), balanced);
    this.settings = settings;
    this.readLimit = readLimit;
    this.onlyWritable =
        url.parameter("targetServerType").map(type -> !type.equals("any")).orElse(each.size() > 1);
    this.namesAreChosen = url.parameter("prepareThreshold").isPresent();
  }

  @Override
  public Connection getConnection() throws SQLException {
    useUtc();
    logIns.incrementAndGet();
    try {
      Connection connection = hosts.connect();
      failing = false;
      return connection;
    } catch (SQLException e) {
      failing = true;
      throw e;
    } finally {
      logIns.decrementAndGet();
    }
  }

  /** Whether a log-in is under way and none has failed since the last that was good. */
  boolean isLoggingIn() {
    return !failing && logIns.get() > 0;
  }

  /**
   * The query with which each transaction must begin, after it has set its isolation level; null
   * where the session has the settings.
   */
  @Nullable String forTransaction() {
    return forTransaction;
  }

  private DatabaseHost host(DatabaseSettings database, String host) {
    return new DatabaseHost(
        () -> driver(database, host),
        database.connectTimeout(),
        name -> List.of(InetAddress.getAllByName(name)),
        this::setUp);
  }

  static PGSimpleDataSource driver(DatabaseSettings database, String host) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setURL(database.url().forDriver(host));
    driver.setUser(database.user());
    // Without one the driver looks into its own password file.
    driver.setPassword(database.password().value().isEmpty() ? null : database.password().value());
    int seconds = wholeSeconds(database.connectTimeout());
    driver.setConnectTimeout(seconds);
    driver.setLoginTimeout(seconds);
    driver.setSocketTimeout(seconds);
    if (database.url().parameter("tcpKeepAlive").isEmpty()) {
      driver.setTcpKeepAlive(true);
    }
    if (database.url().parameter("ApplicationName").isEmpty()) {
      driver.setApplicationName("waybill");
    }
    return driver;
  }

  /**
   * The driver tells the server the zone of the JVM and cannot be told another. A server that does
   * not know its name refuses the connection.
   */
  private static void useUtc() {
    if (!TimeZone.getDefault().getID().equals("UTC")) {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }
  }

  /** One trip to the server, which makes the settings only if we are alone in the session. */
  private void setUp(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    PgConnection session = connection.unwrap(PgConnection.class);
    String query =
        settings.forSession(version)
            + ", current_setting('transaction_read_only') WHERE pg_backend_pid() = "
            + session.getQueryExecutor().getBackendPID();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (row.next()) {
        requireWritable(row.getString(row.getMetaData().getColumnCount()));
      } else {
        setUpBehindPooler(session, statement, version);
      }
    }
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(readLimit.toMillis()));
  }

  private void setUpBehindPooler(PgConnection session, Statement statement, int version)
      throws SQLException {
    if (!namesAreChosen) {
      session.setPrepareThreshold(0);
    }
    forTransaction = settings.forTransaction(version);
    try (ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
      row.next();
      requireWritable(row.getString(1));
    }
  }

  private void requireWritable(String readOnly) throws SQLException {
    if (onlyWritable && readOnly.equals("on")) {
      throw SqlFailure.readOnly();
    }
  }

  /** Rounded up, because zero means for ever. */
  private static int wholeSeconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  /** Ignored: the pool would make its borrowers' patience the limit of a log-in. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** How long the pool, when it closes, waits for a log-in under way, so that it can close it. */
  @Override
  public int getLoginTimeout() {
    return LAST_LOG_IN_SECONDS;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is a setting");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("nothing is logged here");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (isWrapperFor(type)) {
      return type.cast(this);
    }
    throw new SQLException("not a " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
