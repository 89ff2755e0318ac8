package dev.waybill.common.stream;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message on every stream that has been quiet for a while, so that its caller can tell a
 * quiet stream from a dead connection. One timer serves all streams of a process.
 */
public final class Heartbeats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  /** A heartbeat may be late by up to the interval divided by this. */
  private static final int TICKS_PER_INTERVAL = 4;

  private final Duration interval;
  private final Set<Beat<?>> beats = ConcurrentHashMap.newKeySet();
  private final Loop loop;

  /** Starts sending. A stream may be quiet for up to the interval. */
  public Heartbeats(Duration interval) {
    this.interval = interval;
    this.loop =
        new Loop(
            "heartbeats",
            new OutageLog(LOG, "heartbeats"),
            interval.dividedBy(TICKS_PER_INTERVAL),
            this::beat);
    loop.start();
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
    loop.stop();
  }

  private Loop.Next beat() {
    beats.removeIf(beat -> !beat.send(interval));
    return Loop.Next.AFTER_PAUSE;
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
