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
  private final Supplier<Reader> requests;
  private final LongAdder bytes = new LongAdder();

  /** Sees what is forwarded in one direction of one connection. */
  interface Reader {
    /** The next bytes. The array is used again afterwards. */
    void read(byte[] bytes, int length);
  }

  private CountingProxy(ServerSocket listener, int target, Supplier<Reader> requests) {
    this.listener = listener;
    this.target = target;
    this.requests = requests;
  }

  public static CountingProxy to(int target) {
    return to(target, () -> (_, _) -> {});
  }

  /** The same, with a reader for what the client sends on each connection. */
  static CountingProxy to(int target, Supplier<Reader> requests) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CountingProxy proxy = new CountingProxy(listener, target, requests);
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
        Reader reader = requests.get();
        Thread.ofVirtual().start(() -> copy(client, server, reader));
        Thread.ofVirtual().start(() -> copy(server, client, (_, _) -> {}));
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
