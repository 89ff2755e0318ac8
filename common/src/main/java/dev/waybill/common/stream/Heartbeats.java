package dev.waybill.common.stream;

import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message on every stream that has been quiet for a while, so that its caller can tell a
 * quiet stream from a dead connection. One timer serves all streams of a process.
 */
public final class Heartbeats implements AutoCloseable {
  /** A heartbeat may be late by up to the interval divided by this. */
  private static final int TICKS_PER_INTERVAL = 4;

  private final Duration interval;
  private final Set<Beat<?>> beats = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeats").factory());

  /** Starts the timer. A stream may be quiet for up to the interval. */
  public Heartbeats(Duration interval) {
    this.interval = interval;
    long tick = Math.max(1, interval.toNanos() / TICKS_PER_INTERVAL);
    var _ = timer.scheduleWithFixedDelay(this::beat, tick, tick, TimeUnit.NANOSECONDS);
  }

  /**
   * Sends heartbeats until the stream is over. Each message is created anew; none is sent while the
   * supplier returns null.
   */
  public <M> void add(PushStream<M> stream, Supplier<? extends @Nullable M> message) {
    beats.add(new Beat<>(stream, message));
  }

  /** Returns the content of a heartbeat, for any kind of message that carries it. */
  public static Heartbeat message() {
    return Heartbeat.newBuilder().setSendTime(TimeMessages.toMessage(Instant.now())).build();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void beat() {
    beats.removeIf(beat -> !beat.send(interval));
  }

  /** A stream and the supplier of its heartbeats. */
  private record Beat<M>(PushStream<M> stream, Supplier<? extends @Nullable M> message) {
    /** Returns false once the stream is over. A failure of one stream must not stop the others. */
    boolean send(Duration interval) {
      try {
        return stream.pushIfQuietFor(interval, message);
      } catch (RuntimeException e) {
        stream.fail(e);
        return false;
      }
    }
  }
}
