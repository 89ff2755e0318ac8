package dev.waybill.common.testing;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A network path to a test's database that can go down, or lose the database's answers. */
public final class DatabaseLink implements AutoCloseable {
  private final DatabaseSettings target;
  private final Set<LinkedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answersToLose = new AtomicInteger();
  private final AtomicInteger delayed = new AtomicInteger();
  private volatile Duration logInDelay = Duration.ZERO;
  private ServerSocket listener;
  private Thread acceptor;

  /** Creates a link that is up. */
  public DatabaseLink(DatabaseSettings target) {
    this.target = target;
    this.listener = listen(0);
    this.acceptor = accept(listener);
  }

  /** Returns settings for the same database through this link. */
  public DatabaseSettings settings() {
    // Without named statements, so that each commit can be recognized on the way.
    PostgresUrl url =
        new PostgresUrl(
            "127.0.0.1:" + listener.getLocalPort(), target.url().database(), "?prepareThreshold=0");
    return new DatabaseSettings(url, target.user(), target.password());
  }

  /** Loses the answers to this many commits, which the database still carries out. */
  public void loseAnswersToCommits(int count) {
    answersToLose.set(count);
  }

  /** Delays each new connection by this time before it reaches the database. */
  public void delayLogIns(Duration delay) {
    logInDelay = delay;
  }

  /** Returns whether a connection is being delayed. */
  public boolean isDelayingALogIn() {
    return delayed.get() > 0;
  }

  /** Cuts every connection and refuses new ones. */
  public void goDown() {
    try {
      listener.close();
      // The port is closed only once the thread that waits at it has noticed.
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    cut();
  }

  /** Cuts every connection; new ones are accepted. */
  public void cut() {
    connections.forEach(LinkedConnection::close);
  }

  /** Accepts connections again, at the same address. */
  public void comeUp() {
    listener = listen(listener.getLocalPort());
    acceptor = accept(listener);
  }

  @Override
  public void close() {
    goDown();
  }

  /** Returns whether to lose the answer to this commit. */
  boolean losesAnswer() {
    return answersToLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  void forget(LinkedConnection connection) {
    connections.remove(connection);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread accept(ServerSocket socket) {
    return Thread.startVirtualThread(
        () -> {
          try {
            while (true) {
              Socket client = socket.accept();
              if (logInDelay.isZero()) {
                join(client, socket);
              } else {
                delayed.incrementAndGet();
                Thread.startVirtualThread(() -> joinLate(client, socket));
              }
            }
          } catch (IOException _) {
            // The link went down.
          }
        });
  }

  private void join(Socket client, ServerSocket listening) throws IOException {
    String[] address = target.url().address().split(":", 2);
    Socket server = new Socket(address[0], Integer.parseInt(address[1]));
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    LinkedConnection connection = new LinkedConnection(this, client, server);
    connections.add(connection);
    connection.start();
    if (listening.isClosed()) {
      // The link went down after it had accepted this client, and may have missed the connection.
      connection.close();
    }
  }

  private void joinLate(Socket client, ServerSocket listening) {
    try {
      Thread.sleep(logInDelay);
      delayed.decrementAndGet();
      join(client, listening);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
