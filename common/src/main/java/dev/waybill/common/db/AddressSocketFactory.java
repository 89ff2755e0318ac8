package dev.waybill.common.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Connects the driver to one address of a host. The driver still checks the certificate against the
 * host's name. The driver creates the factory from the class name and one string argument.
 */
public final class AddressSocketFactory extends SocketFactory {
  private final InetSocketAddress address;
  private final int limitMillis;

  /** Creates a factory from a string made by {@link #argument}. */
  public AddressSocketFactory(String argument) {
    Iterator<String> parts = List.of(argument.split(" ", -1)).iterator();
    // Parses the address without a DNS lookup.
    InetAddress literal = InetAddress.ofLiteral(parts.next());
    this.address = new InetSocketAddress(literal, Integer.parseInt(parts.next()));
    this.limitMillis = Integer.parseInt(parts.next());
  }

  static String argument(InetAddress address, int port, Duration limit) {
    return "%s %s %s".formatted(address.getHostAddress(), port, limit.toMillis());
  }

  /** Returns a connected socket, so that the driver does not look up a name. */
  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, limitMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw elsewhere();
  }

  private SocketException elsewhere() {
    return new SocketException("connects to " + address + " only");
  }
}
