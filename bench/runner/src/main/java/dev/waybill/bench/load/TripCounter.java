package dev.waybill.bench.load;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts round trips to PostgreSQL: forwards connections, and counts how often a client has sent
 * all that it had and waits for the answer.
 *
 * <p>Statistics of the server would count transactions or statements, and several of either can
 * share a trip. Forwarding costs CPU time, so nothing else is measured meanwhile.
 */
public final class TripCounter implements AutoCloseable {
  private final LongAdder trips = new LongAdder();
  private final CountingProxy proxy;

  private TripCounter(int server) {
    proxy = CountingProxy.to(server, () -> new ClientMessages(trips));
  }

  /** Starts counting for clients that connect to {@link #port()} instead of the server's port. */
  public static TripCounter to(int server) {
    return new TripCounter(server);
  }

  public int port() {
    return proxy.port();
  }

  /** All trips so far, on all connections. */
  public long trips() {
    return trips.sum();
  }

  @Override
  public void close() {
    proxy.close();
  }

  /**
   * What a client sends on one connection. A message is a byte for its type, four for its length,
   * which counts itself, and the content. The messages before the login have no type; they begin
   * with their length, whose first byte is zero.
   *
   * <p>A client may wait after a query or a Sync. It does if nothing follows: the driver sends
   * BEGIN as a query together with the first statement, though the server answers each of them.
   */
  static final class ClientMessages implements CountingProxy.Reader {
    private static final int LENGTH_BYTES = 4;

    private final LongAdder trips;
    private int type;
    private int length;

    /** How many bytes of the length are still to come, and how much of the content after it. */
    private int lengthBytes;

    private int content;

    ClientMessages(LongAdder trips) {
      this.trips = trips;
    }

    @Override
    public void read(byte[] bytes, int count) {
      int at = 0;
      while (at < count) {
        if (content > 0) {
          int skipped = Math.min(content, count - at);
          at += skipped;
          content -= skipped;
        } else {
          readHeader(bytes[at++]);
        }
      }
      if (isComplete() && (type == 'Q' || type == 'S')) {
        trips.increment();
      }
    }

    private boolean isComplete() {
      return content == 0 && lengthBytes == 0;
    }

    private void readHeader(byte next) {
      if (lengthBytes == 0) {
        type = next;
        length = 0;
        lengthBytes = next == 0 ? LENGTH_BYTES - 1 : LENGTH_BYTES;
        return;
      }
      length = (length << Byte.SIZE) | Byte.toUnsignedInt(next);
      lengthBytes--;
      if (lengthBytes == 0) {
        content = length - LENGTH_BYTES;
      }
    }
  }
}
