package dev.waybill.bench.load;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts round trips to PostgreSQL: forwards connections and counts the server's ReadyForQuery
 * messages, one of which ends each answer that a client waits for.
 *
 * <p>Statistics of the server would count transactions or statements, and several of either can
 * share a trip. Forwarding costs CPU time, so nothing else is measured meanwhile.
 */
public final class TripCounter implements AutoCloseable {
  private final LongAdder trips = new LongAdder();
  private final CountingProxy proxy;

  private TripCounter(int server) {
    proxy = CountingProxy.to(server, () -> new ServerMessages(trips));
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
   * What the server sends on one connection. A message is a byte for its type, four for its length,
   * which counts itself, and the content.
   */
  static final class ServerMessages implements CountingProxy.Reader {
    private static final int HEADER_BYTES = 5;
    private static final int LENGTH_BYTES = 4;

    private final LongAdder trips;
    private boolean hasStarted;
    private long header;
    private int headerBytes;

    /** How much of the message is still to come after its header. */
    private long content;

    ServerMessages(LongAdder trips) {
      this.trips = trips;
    }

    @Override
    public void read(byte[] bytes, int count) {
      int at = 0;
      while (at < count) {
        if (content == 0) {
          readHeader(bytes[at++]);
        } else {
          int skipped = (int) Math.min(content, count - at);
          at += skipped;
          content -= skipped;
        }
      }
    }

    private void readHeader(byte next) {
      if (!hasStarted && next == 'N') {
        // The answer to a request for encryption is a single byte.
        return;
      }
      hasStarted = true;
      header = (header << Byte.SIZE) | Byte.toUnsignedLong(next);
      headerBytes++;
      if (headerBytes == HEADER_BYTES) {
        if (header >>> Integer.SIZE == 'Z') {
          trips.increment();
        }
        content = (header & 0xffffffffL) - LENGTH_BYTES;
        header = 0;
        headerBytes = 0;
      }
    }
  }
}
