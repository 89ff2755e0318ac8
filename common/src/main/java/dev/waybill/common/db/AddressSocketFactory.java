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
 * Connects the driver to one address of a host, by whose name it still checks the certificate. The
 * driver makes it, from the class's name and one argument.
 */
public final class AddressSocketFactory extends SocketFactory {
  private final InetSocketAddress address;
  private final int limitMillis;

  /** The argument holds what {@link #argument} has put there. */
  public AddressSocketFactory(String argument) {
    Iterator<String> parts = List.of(argument.split(" ", -1)).iterator();
    // Looks nothing up.
    InetAddress literal = InetAddress.ofLiteral(parts.next());
    this.address = new InetSocketAddress(literal, Integer.parseInt(parts.next()));
    this.limitMillis = Integer.parseInt(parts.next());
  }

  static String argument(InetAddress address, int port, Duration limit) {
    return "%s %s %s".formatted(address.getHostAddress(), port, limit.toMillis());
  }

  /** Already connected, so that the driver looks up no name. */
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
