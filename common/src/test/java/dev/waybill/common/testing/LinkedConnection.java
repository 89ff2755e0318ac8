package dev.waybill.common.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One client's connection through a link. */
final class LinkedConnection {
  private final DatabaseLink link;
  private final Socket client;
  private final Socket server;
  private volatile boolean losingAnswer;

  LinkedConnection(DatabaseLink link, Socket client, Socket server) {
    this.link = link;
    this.client = client;
    this.server = server;
  }

  void start() {
    Thread.startVirtualThread(() -> pump(client, server, true));
    Thread.startVirtualThread(() -> pump(server, client, false));
  }

  void close() {
    link.forget(this);
    try (client;
        server) {
      losingAnswer = false;
    } catch (IOException _) {
      // Already closed.
    }
  }

  private void pump(Socket from, Socket to, boolean fromClient) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream input = from.getInputStream();
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        if (fromClient) {
          watchForCommit(buffer, read);
        } else if (losingAnswer) {
          if (endsTransaction(buffer, read)) {
            // The database has committed; the client only sees a dead connection.
            break;
          }
          continue;
        }
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException _) {
      // One side closed the connection.
    }
    close();
  }

  /**
   * Whether the server says that it is ready and in no transaction; BEGIN is answered separately.
   */
  private static boolean endsTransaction(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
        .endsWith("Z\u0000\u0000\u0000\u0005I");
  }

  private void watchForCommit(byte[] buffer, int length) {
    String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    if (text.contains("COMMIT") && link.losesAnswer()) {
      losingAnswer = true;
    }
  }
}
