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
 * Opens sessions with Waybill's settings, on any usable host of the URL.
 *
 * <p>A pooler between us and the server is detected by the process id, because it reports a
 * different one than the server does. Behind a pooler, session settings may reach other clients, or
 * none. So there each transaction applies the settings itself, and no statement is prepared by
 * name.
 */
final class Sessions implements DataSource {
  /**
   * Detects a server that stopped responding; a slow statement is cancelled by the server earlier.
   */
  private static final Duration WORK_READ_LIMIT = SessionSettings.STATEMENT_TIMEOUT.plusSeconds(2);

  private static final int LAST_LOG_IN_SECONDS = 5;

  private final HostRace hosts;
  private final SessionSettings settings;
  private final Duration readLimit;

  /** True by default for several hosts, because usually all but one of them are standbys. */
  private final boolean onlyWritable;

  /** Whether the URL sets when the driver starts to name statements, which some poolers support. */
  private final boolean namesAreChosen;

  private final AtomicInteger logIns = new AtomicInteger();
  private volatile boolean failing;
  private volatile @Nullable String forTransaction;

  /** For short transactions. */
  static Sessions work(DatabaseSettings database) {
    return new Sessions(
        database, SessionSettings.work(database.url().sessionSettings()), WORK_READ_LIMIT);
  }

  /** For migrations, which may take long. */
  static Sessions migration(DatabaseSettings database) {
    return new Sessions(
        database,
        SessionSettings.migration(database.url().sessionSettings(), database.migrationTimeout()),
        Duration.ZERO);
  }

  /**
   * @param readLimit how long the server may take to answer before it counts as lost; zero for no
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

  /** Returns whether a log-in is in progress and none has failed since the last success. */
  boolean isLoggingIn() {
    return !failing && logIns.get() > 0;
  }

  /**
   * Returns the query that each transaction must begin with, after it has set its isolation level;
   * null if the session already has the settings.
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
    // If it is null, the driver looks in its own password file.
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
   * The driver sends the JVM's time zone to the server and cannot be told another. A server that
   * does not know the zone's name refuses the connection.
   */
  private static void useUtc() {
    if (!TimeZone.getDefault().getID().equals("UTC")) {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }
  }

  /** Applies the settings in one round trip, unless there is a pooler in between. */
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

  /** Rounds up, because zero means no limit. */
  private static int wholeSeconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  /** Ignored, because the pool would limit a log-in to the time for which its borrowers wait. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /**
   * Returns how long the pool, when it closes, waits for a log-in in progress, so that it can close
   * that connection too.
   */
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
