package dev.waybill.common.testing;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * A network path to a database that records each round trip: what the client sent together, until
 * it waited for the server. It reads the messages themselves, so nothing that the driver does is
 * hidden from it.
 */
public final class DatabaseTap implements AutoCloseable {
  private final DatabaseSettings target;
  private final ServerSocket listener;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<RoundTrip> trips = new ConcurrentLinkedQueue<>();

  /** Starts to listen. */
  public DatabaseTap(DatabaseSettings target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** Returns settings for the same database through this path. */
  public DatabaseSettings settings() {
    return new DatabaseSettings(
        new PostgresUrl(
            "127.0.0.1:" + listener.getLocalPort(),
            target.url().database(),
            "?sslmode=disable&gssEncMode=disable"),
        target.user(),
        target.password());
  }

  /** Forgets the round trips so far. */
  public void clear() {
    trips.clear();
  }

  /** Returns the round trips since the last call of {@link #clear}, in the order of their ends. */
  public List<RoundTrip> trips() {
    return List.copyOf(trips);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        String[] address = target.url().address().split(":", 2);
        Socket server = new Socket(address[0], Integer.parseInt(address[1]));
        // Messages are sent one by one, and each would wait for the acknowledgement of the last.
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.addAll(List.of(client, server));
        Session session = new Session();
        Thread.startVirtualThread(() -> pump(client, server, session::fromClient, true));
        Thread.startVirtualThread(() -> pump(server, client, session::fromServer, false));
      }
    } catch (IOException _) {
      // The tap was closed.
    }
  }

  /** Copies messages. Only a client's first message has no type. */
  private static void pump(Socket from, Socket to, Listener heard, boolean untyped) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
      boolean isFirst = untyped;
      while (true) {
        int type = isFirst ? -1 : in.readUnsignedByte();
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        if (!isFirst) {
          heard.message((char) type, ByteBuffer.wrap(body), in.available() == 0);
        }
        isFirst = false;
        send(to.getOutputStream(), type, body);
      }
    } catch (IOException _) {
      // One side closed the connection.
    }
  }

  private static void send(OutputStream to, int type, byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(bytes);
    if (type >= 0) {
      message.writeByte(type);
    }
    message.writeInt(body.length + Integer.BYTES);
    message.write(body);
    bytes.writeTo(to);
  }

  /** Reads a text, which ends with a zero. */
  private static String text(ByteBuffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte next = body.get(); next != 0; next = body.get()) {
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * What the client sent until it waited.
   *
   * @param statements the statements that were executed, in order
   */
  public record RoundTrip(List<String> statements) {
    /** The first word of each statement, such as "BEGIN INSERT COMMIT". */
    public String outline() {
      return String.join(
          " ", statements.stream().map(sql -> sql.strip().split("\\s+", 2)[0]).toList());
    }
  }

  private interface Listener {
    /**
     * @param isLast whether the sender waits after it, as far as one can tell
     */
    void message(char type, ByteBuffer body, boolean isLast);
  }

  /** The messages of one connection. */
  private final class Session {
    private final Map<String, String> prepared = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private final Queue<Optional<RoundTrip>> sent = new ArrayDeque<>();

    private List<String> statements = new ArrayList<>();

    synchronized void fromClient(char type, ByteBuffer body, boolean isLast) {
      switch (type) {
        case 'P' -> {
          String name = text(body);
          prepared.put(name, text(body));
        }
        case 'B' -> {
          String portal = text(body);
          portals.put(portal, prepared.getOrDefault(text(body), ""));
        }
        case 'E' -> statements.add(portals.getOrDefault(text(body), ""));
        case 'Q' -> {
          Stream.of(text(body).split(";")).forEach(statements::add);
          endTrip(isLast);
        }
        case 'S' -> endTrip(isLast);
        default -> {}
      }
    }

    /** The server is ready for the next message. */
    synchronized void fromServer(char type, ByteBuffer body, boolean isLast) {
      // The server says so for the first time before the client has sent anything.
      if (type == 'Z' && !sent.isEmpty()) {
        sent.remove().ifPresent(trips::add);
      }
    }

    /** The driver sends BEGIN and the first statement together, though the server answers twice. */
    private void endTrip(boolean isLast) {
      if (isLast) {
        sent.add(Optional.of(new RoundTrip(List.copyOf(statements))));
        statements = new ArrayList<>();
      } else {
        sent.add(Optional.empty());
      }
    }
  }
}
