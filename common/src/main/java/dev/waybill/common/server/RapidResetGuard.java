package dev.waybill.common.server;

import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Connection;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListener;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Stream;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose client opens streams only to have them reset ("rapid reset",
 * CVE-2023-44487, and "made you reset", CVE-2025-8671). Such a stream costs the client nothing, and
 * the server a call.
 *
 * <p>A stream counts if it ended without any answer soon after it was opened, no matter which side
 * reset it. A client that receives an answer before it resets a stream, or that waits for a while,
 * has at most as many calls in flight as the server allows, and may reset any number of streams.
 * grpc-java's own guard also counts those, and so closes the connections of clients that open a
 * watch, read a message and leave.
 */
final class RapidResetGuard extends Http2FrameListenerDecorator {
  private static final Logger LOG = LoggerFactory.getLogger(RapidResetGuard.class);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** A stream that was open for longer than this does not count. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final Http2Connection connection;
  private final PropertyKey openedNanos;
  private final int maxCalls;
  private long windowStartNanos = System.nanoTime();
  private int unanswered;

  private RapidResetGuard(Http2Connection connection, Http2FrameListener listener, int maxCalls) {
    super(listener);
    this.connection = connection;
    this.openedNanos = connection.newKey();
    this.maxCalls = maxCalls;
  }

  /**
   * Returns credentials for a server without TLS, with the guard on each of its connections. Those
   * that end before HTTP/2 begins are logged.
   *
   * @param maxCalls the most calls in flight on one connection, and also the most streams that it
   *     may have reset unanswered within ten seconds, because an honest client resets that many
   *     when all of its calls expire at the same moment
   */
  static ServerCredentials plaintext(int maxCalls) {
    return InternalNettyServerCredentials.create(
        new GuardedNegotiator(
            HandshakeLog.plaintext(InternalProtocolNegotiators.serverPlaintext()), maxCalls));
  }

  /** The same for a server with TLS. */
  static ServerCredentials tls(SslContext context, int maxCalls) {
    return InternalNettyServerCredentials.create(
        new GuardedNegotiator(
            HandshakeLog.tls(InternalProtocolNegotiators.serverTls(context)), maxCalls));
  }

  private static void watch(GrpcHttp2ConnectionHandler handler, int maxCalls) {
    Http2Connection connection = handler.connection();
    RapidResetGuard guard =
        new RapidResetGuard(connection, handler.decoder().frameListener(), maxCalls);
    handler.decoder().frameListener(guard);
    connection.addListener(
        new Http2ConnectionAdapter() {
          @Override
          public void onStreamAdded(Http2Stream stream) {
            stream.setProperty(guard.openedNanos, System.nanoTime());
          }

          @Override
          public void onStreamClosed(Http2Stream stream) {
            guard.noteEnd(stream);
          }
        });
  }

  /**
   * Lifts Netty's limit on calls in flight, which has just come into force and would refuse streams
   * before this guard can count them. {@link #onHeadersRead} applies the limit instead.
   */
  @Override
  public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
    super.onSettingsAckRead(context);
    connection.remote().maxActiveStreams(Integer.MAX_VALUE);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    check(context, stream);
    super.onHeadersRead(context, stream, headers, padding, end);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    check(context, stream);
    super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
  }

  private void check(ChannelHandlerContext context, int stream) throws Http2Exception {
    if (unanswered > maxCalls) {
      LOG.warn(
          "connection from {} ended: its client had {} streams reset unanswered within {} s",
          context.channel().remoteAddress(),
          unanswered,
          WINDOW.toSeconds());
      throw Http2Exception.connectionError(
          Http2Error.ENHANCE_YOUR_CALM, "too many streams were reset before they were answered");
    }
    if (connection.remote().numActiveStreams() > maxCalls) {
      throw Http2Exception.streamError(
          stream, Http2Error.REFUSED_STREAM, "too many calls in flight on this connection");
    }
  }

  private void noteEnd(Http2Stream stream) {
    Long opened = stream.getProperty(openedNanos);
    long now = System.nanoTime();
    if (opened == null || stream.isHeadersSent() || now - opened > SOON.toNanos()) {
      return;
    }
    if (now - windowStartNanos > WINDOW.toNanos()) {
      windowStartNanos = now;
      unanswered = 0;
    }
    unanswered++;
  }

  /** Passes on each connection with the guard installed. */
  private record GuardedNegotiator(
      InternalProtocolNegotiator.ProtocolNegotiator delegate, int maxCalls)
      implements InternalProtocolNegotiator.ProtocolNegotiator {
    @Override
    public AsciiString scheme() {
      return delegate.scheme();
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler handler) {
      watch(handler, maxCalls);
      return delegate.newHandler(handler);
    }

    @Override
    public void close() {
      delegate.close();
    }
  }
}
