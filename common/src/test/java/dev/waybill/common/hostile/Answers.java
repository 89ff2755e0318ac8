package dev.waybill.common.hostile;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything that a server has sent on one connection, in the words of the tests. */
public final class Answers {
  /** The window in the server's settings, which every connection starts with. */
  private static final long FIRST_STREAM_WINDOW = 1024 * 1024;

  private static final long FIRST_CONNECTION_WINDOW = 65_535;

  /** Used by the reading thread only, because the decoder keeps state. */
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  private final Map<Integer, Http2Headers> headers = new ConcurrentHashMap<>();
  private final Map<Integer, String> ends = new ConcurrentHashMap<>();
  private final Map<Integer, Long> granted = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private volatile @Nullable String goAway;
  private volatile boolean closed;

  void note(Frame frame) {
    switch (frame.type()) {
      case Frame.HEADERS -> noteHeaders(frame);
      case Frame.RST_STREAM -> ends.putIfAbsent(frame.stream(), "reset " + error(frame.payload()));
      case Frame.GOAWAY -> noteGoAway(frame.payload());
      case Frame.WINDOW_UPDATE ->
          granted.merge(frame.stream(), (long) frame.payload().getInt(), Long::sum);
      case Frame.PING, Frame.SETTINGS -> noteAcknowledged(frame);
      default -> {
        if (frame.isSet(Frame.END_STREAM)) {
          ends.putIfAbsent(frame.stream(), told(frame.stream()));
        }
      }
    }
  }

  void noteClosed() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns how many of our settings and pings were acknowledged. */
  int acknowledged() {
    return acknowledged.get();
  }

  int streamsEnded() {
    return ends.size();
  }

  /** Returns the status of the call, or how its stream ended otherwise; null until it has. */
  @Nullable String ofStream(int stream) {
    String end = ends.get(stream);
    return end == null && closed ? ofConnection() : end;
  }

  /** Returns "closed", or the error of the server's GOAWAY if there was one. */
  String ofConnection() {
    String farewell = goAway;
    return farewell == null ? "closed" : "goaway " + farewell;
  }

  /** Returns the value of a header or trailer of the stream. */
  @Nullable String header(int stream, String name) {
    Http2Headers received = headers.get(stream);
    CharSequence value = received == null ? null : received.get(name);
    return value == null ? null : value.toString();
  }

  /**
   * Returns whether the flow control windows have this much room, on the stream and on the
   * connection.
   */
  boolean hasRoom(int stream, long ofStream, long ofConnection) {
    return closed
        || (ofStream <= FIRST_STREAM_WINDOW + granted.getOrDefault(stream, 0L)
            && ofConnection <= FIRST_CONNECTION_WINDOW + granted.getOrDefault(0, 0L));
  }

  private void noteAcknowledged(Frame frame) {
    if (frame.isSet(Frame.ACK)) {
      acknowledged.incrementAndGet();
    }
  }

  private void noteHeaders(Frame frame) {
    try {
      Http2Headers received =
          decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
      headers.merge(frame.stream(), received, Http2Headers::setAll);
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
    if (frame.isSet(Frame.END_STREAM)) {
      ends.putIfAbsent(frame.stream(), told(frame.stream()));
    }
  }

  private String told(int stream) {
    String status = header(stream, "grpc-status");
    String http = header(stream, ":status");
    return status == null || !"200".equals(http)
        ? "http " + http
        : Status.fromCodeValue(Integer.parseInt(status)).getCode().name();
  }

  private void noteGoAway(ByteBuffer payload) {
    payload.getInt();
    goAway = error(payload);
  }

  private static String error(ByteBuffer payload) {
    return Http2Error.valueOf(payload.getInt()).name();
  }
}
