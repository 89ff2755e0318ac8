package dev.waybill.system.faults.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One client's connection over a {@link Link}. */
final class LinkedSockets {
  private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Link link;
  private final Socket client;
  private final Socket server = new Socket();

  /** Stays set, because bytes once lost are missing for good. */
  private volatile boolean losesRequests;

  private volatile boolean losesAnswers;

  LinkedSockets(Link link, Socket client) {
    this.link = link;
    this.client = client;
  }

  void connect(String address) {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    try {
      server.connect(new InetSocketAddress(address.substring(0, colon), port));
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.startVirtualThread(() -> pump(client, server));
      Thread.startVirtualThread(() -> pump(server, client));
    } catch (IOException _) {
      reset();
    }
  }

  /** Resets both ends; resetting again does nothing. */
  void reset() {
    link.forget(this);
    try (client;
        server) {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream input = from.getInputStream();
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        carry(buffer, length, to);
      }
    } catch (IOException _) {
      // One of the ends disconnected.
    }
    reset();
  }

  private void carry(byte[] bytes, int length, Socket to) throws IOException {
    Trouble trouble = link.trouble();
    losesRequests |= trouble == Trouble.SILENCE;
    losesAnswers |= trouble == Trouble.SILENCE || trouble == Trouble.LOST_ANSWERS;
    if (to.equals(client) ? losesAnswers : losesRequests) {
      return;
    }
    OutputStream output = to.getOutputStream();
    if (trouble == Trouble.SINGLE_BYTES) {
      for (int i = 0; i < length; i++) {
        output.write(bytes[i]);
      }
      return;
    }
    if (trouble == Trouble.DELAY) {
      LockSupport.parkNanos(DELAY_NANOS);
    }
    output.write(bytes, 0, length);
  }
}
