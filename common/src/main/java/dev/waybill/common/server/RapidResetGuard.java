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
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose client opens streams only to have them reset ("rapid reset",
 * CVE-2023-44487, and "made you reset", CVE-2025-8671), which costs the client nothing and the
 * server a call each.
 *
 * <p>A stream counts if it ended without a word of an answer soon after it was opened, whoever
 * reset it. A client that takes an answer before it resets, or that waits for a while, has no more
 * calls in flight than the server allows, and may reset as many as it likes. grpc-java's own guard
 * counts those too, and so ends the connections of clients that open a watch, read a message and
 * leave.
 */
final class RapidResetGuard extends Http2FrameListenerDecorator {
  private static final Logger LOG = LoggerFactory.getLogger(RapidResetGuard.class);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** A stream that was open for longer than this was not reset rapidly. */
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
   * Credentials for a server without TLS that has the guard on each of its connections.
   *
   * @param maxCalls the most calls in flight on one connection, and the most streams that it may
   *     have reset unanswered within ten seconds: an honest client resets as many when all of its
   *     calls expire at the same moment
   */
  static ServerCredentials plaintext(int maxCalls) {
    return InternalNettyServerCredentials.create(
        new GuardedNegotiator(InternalProtocolNegotiators.serverPlaintext(), maxCalls));
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
   * Netty has now put the limit on calls in flight into force, and would refuse streams beyond it
   * before anybody can count them. From here on {@link #onHeadersRead} refuses them.
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

  /** Hands over each connection with the guard on it. */
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
