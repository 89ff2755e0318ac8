package dev.waybill.system.faults.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A network path to one or more addresses in turn, which can have {@link Trouble}. */
final class Link implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<LinkedSockets> connections = ConcurrentHashMap.newKeySet();
  private volatile Supplier<List<String>> targets;
  private volatile Trouble trouble = Trouble.NONE;

  private Link(ServerSocket listener, Supplier<List<String>> targets) {
    this.listener = listener;
    this.targets = targets;
  }

  /** Queries the targets, each host:port, for every connection. Without a target it disconnects. */
  static Link to(Supplier<List<String>> targets) {
    try {
      Link link = new Link(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), targets);
      Thread.startVirtualThread(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address to connect to instead, as host:port. */
  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Redirects the link and resets open connections. */
  void lead(List<String> addresses) {
    targets = () -> addresses;
    connections.forEach(LinkedSockets::reset);
  }

  Trouble trouble() {
    return trouble;
  }

  void suffer(Trouble next) {
    trouble = next;
    if (next == Trouble.RESET) {
      connections.forEach(LinkedSockets::reset);
    }
  }

  void forget(LinkedSockets connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(LinkedSockets::reset);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.startVirtualThread(() -> join(client));
      }
    } catch (IOException _) {
      // The link is closed.
    }
  }

  private void join(Socket client) {
    LinkedSockets connection = new LinkedSockets(this, client);
    connections.add(connection);
    List<String> addresses = targets.get();
    if (trouble == Trouble.RESET || addresses.isEmpty()) {
      connection.reset();
    } else {
      connection.connect(addresses.get(turn.getAndIncrement() % addresses.size()));
    }
  }
}
