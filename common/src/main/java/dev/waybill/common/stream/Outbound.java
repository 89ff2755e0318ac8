package dev.waybill.common.stream;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one call: those kept for its caller, and the last that left. Used under a lock.
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

  /** Sends the message, or keeps it while the caller is not ready; false when there is no room. */
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

  /** Whether a message would leave at once. */
  boolean isFree() {
    return kept.isEmpty() && call.isReady();
  }

  String limit() {
    return kept.limit();
  }

  boolean keepsNothing() {
    return kept.isEmpty();
  }

  /** Whether nothing has left for so long. */
  boolean isQuietFor(Duration time) {
    return System.nanoTime() - lastNanos >= time.toNanos();
  }

  /** The message that left last; null when none did. */
  @Nullable M last() {
    return last;
  }

  /** What nobody will take need not be kept until the call is forgotten. */
  void dropKept() {
    M dropped;
    do {
      dropped = kept.poll();
    } while (dropped != null);
  }
}
