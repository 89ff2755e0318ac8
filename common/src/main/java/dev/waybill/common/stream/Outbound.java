package dev.waybill.common.stream;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one call: those kept for its caller, and the last one sent. Callers must hold the
 * stream's lock.
 */
final class Outbound<M> {
  private final ServerCallStreamObserver<M> call;
  private final OutboundBuffer<M> kept;
  private @Nullable M last;
  private long lastNanos = System.nanoTime();

  Outbound(ServerCallStreamObserver<M> call, OutboundBuffer<M> kept) {
    this.call = call;
    this.kept = kept;
  }

  /**
   * Sends the message, or keeps it while the caller is not ready. Returns false if the buffer is
   * full.
   */
  boolean sendOrKeep(M message) {
    if (!isFree()) {
      return kept.offer(message);
    }
    send(message);
    return true;
  }

  void send(M message) {
    call.onNext(message);
    last = message;
    lastNanos = System.nanoTime();
  }

  void sendKept() {
    while (!kept.isEmpty() && call.isReady()) {
      M next = kept.poll();
      if (next != null) {
        send(next);
      }
    }
  }

  /** Returns whether a message would be sent at once. */
  boolean isFree() {
    return kept.isEmpty() && call.isReady();
  }

  String limit() {
    return kept.limit();
  }

  boolean keepsNothing() {
    return kept.isEmpty();
  }

  /** Returns whether nothing has been sent for at least this time. */
  boolean isQuietFor(Duration time) {
    return System.nanoTime() - lastNanos >= time.toNanos();
  }

  /** Returns the last message sent; null if there is none. */
  @Nullable M last() {
    return last;
  }

  /** Drops the kept messages, to free their memory before the call itself is freed. */
  void dropKept() {
    M dropped;
    do {
      dropped = kept.poll();
    } while (dropped != null);
  }
}
