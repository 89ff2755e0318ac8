package dev.waybill.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Forwards between clients and a server on this machine and counts the bytes. */
public final class CountingProxy implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final Supplier<Reader> answers;
  private final LongAdder bytes = new LongAdder();

  /** Sees what is forwarded in one direction of one connection. */
  interface Reader {
    /** The next bytes. The array is used again afterwards. */
    void read(byte[] bytes, int length);
  }

  private CountingProxy(ServerSocket listener, int target, Supplier<Reader> answers) {
    this.listener = listener;
    this.target = target;
    this.answers = answers;
  }

  public static CountingProxy to(int target) {
    return to(target, () -> (_, _) -> {});
  }

  /** The same, with a reader for what the server sends on each connection. */
  static CountingProxy to(int target, Supplier<Reader> answers) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CountingProxy proxy = new CountingProxy(listener, target, answers);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Both directions together, without the overhead of TCP and IP. */
  public long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Reader reader = answers.get();
        Thread.ofVirtual().start(() -> copy(client, server, (_, _) -> {}));
        Thread.ofVirtual().start(() -> copy(server, client, reader));
      }
    } catch (IOException _) {
      // The proxy was closed.
    }
  }

  private void copy(Socket from, Socket to, Reader reader) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.add(read);
        reader.read(buffer, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException _) {
      // One side has disconnected, which ends the connection.
    }
  }
}
