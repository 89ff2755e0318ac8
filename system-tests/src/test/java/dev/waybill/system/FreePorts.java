package dev.waybill.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports that nobody listens on at the moment. */
final class FreePorts {
  private FreePorts() {}

  /** The first of three neighbouring free ports. */
  static int three() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = anyFree();
      if (isFree(first + 1) && isFree(first + 2)) {
        return first;
      }
    }
    throw new IOException("no three neighbouring free ports in 100 tries");
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
