package dev.waybill.common.testing;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A pgbouncer in front of a test's database, with default settings and two server sessions. */
public final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final DatabaseSettings target;
  private final int port;
  private final Process process;

  private PgBouncer(DatabaseSettings target, int port, Process process) {
    this.target = target;
    this.port = port;
    this.process = process;
  }

  /** Returns whether pgbouncer is installed on this machine. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts pgbouncer in a pool mode such as "transaction". */
  public static PgBouncer start(DatabaseSettings target, String poolMode, Path folder) {
    try {
      int port = freePort();
      Path file = folder.resolve("pgbouncer.ini");
      Files.writeString(file, configuration(target, poolMode, port));
      Process process =
          new ProcessBuilder(command(file))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("pgbouncer.log").toFile())
              .start();
      PgBouncer started = new PgBouncer(target, port, process);
      await().atMost(Duration.ofSeconds(20)).until(started::isListening);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns settings for the same database through the pooler, with these URL parameters. */
  public DatabaseSettings settings(String parameters) {
    PostgresUrl url = new PostgresUrl("127.0.0.1:" + port, target.url().database(), parameters);
    return new DatabaseSettings(url, target.user(), target.password());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static String configuration(DatabaseSettings target, String poolMode, int port) {
    String[] address = target.url().address().split(":", 2);
    return """
        [databases]
        * = host=%s port=%s user=%s password='%s'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %s
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = %s
        """
        .formatted(
            address[0],
            address[1],
            target.user(),
            target.password().value(),
            String.valueOf(port),
            poolMode,
            poolMode.equals("session") ? "20" : "2");
  }

  /**
   * Returns the command. Root runs pgbouncer as another user, because it refuses to run as root.
   */
  private static List<String> command(Path file) {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(file.toString());
    return command;
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
