package dev.waybill.common.server;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why a connection got no further than its TLS handshake, or than its attempt at one with a
 * server without TLS: one line, and at most one a second, so that nobody can fill the disk. It is
 * INFO, as other mistakes of callers are.
 */
final class HandshakeLog implements ProtocolNegotiator {
  private static final Logger LOG = LoggerFactory.getLogger(HandshakeLog.class);

  /** With this byte a TLS handshake begins, and nothing of HTTP/2 does. */
  private static final int TLS_HANDSHAKE = 22;

  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final ProtocolNegotiator delegate;
  private final UnaryOperator<ChannelHandler> watch;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicInteger unlogged = new AtomicInteger();

  private HandshakeLog(ProtocolNegotiator delegate, boolean tls) {
    this.delegate = delegate;
    this.watch = tls ? Watch::new : PlaintextWatch::new;
  }

  /** Logs for a server with TLS. */
  static HandshakeLog tls(ProtocolNegotiator delegate) {
    return new HandshakeLog(delegate, true);
  }

  /** Logs for a server without TLS. */
  static HandshakeLog plaintext(ProtocolNegotiator delegate) {
    return new HandshakeLog(delegate, false);
  }

  @Override
  public AsciiString scheme() {
    return delegate.scheme();
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler handler) {
    return watch.apply(delegate.newHandler(handler));
  }

  @Override
  public void close() {
    delegate.close();
  }

  private void failed(Channel connection, Throwable failure) {
    explain(failure).ifPresent(reason -> log(connection, reason));
  }

  private void log(Channel connection, String reason) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + PAUSE_NANOS)) {
      unlogged.incrementAndGet();
      return;
    }
    int others = unlogged.getAndSet(0);
    LOG.info(
        "TLS: connection from {} refused: {}{}",
        connection.remoteAddress(),
        reason,
        others == 0 ? "" : " (and %s more since the last such line)".formatted(others));
  }

  /** Returns the reason in plain words; empty if the client just left, as many probes do. */
  static Optional<String> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateException _ -> {
          return Optional.of(String.valueOf(cause.getMessage()));
        }
        case NotSslRecordException _ -> {
          return Optional.of("it does not speak TLS");
        }
        case SslHandshakeTimeoutException _ -> {
          return Optional.of("it did not complete the TLS handshake in time");
        }
        case ClosedChannelException _ -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.of(ofLibrary(String.valueOf(failure.getMessage())));
  }

  /** The names are those of BoringSSL and of Java, whichever the platform has. */
  private static String ofLibrary(String message) {
    String name = message.toUpperCase(Locale.ROOT).replace(' ', '_');
    if (name.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE")
        || name.contains("EMPTY_CLIENT_CERTIFICATE_CHAIN")) {
      return "it shows no certificate";
    }
    if (name.contains("UNSUPPORTED_PROTOCOL") || name.contains("PROTOCOL_VERSION")) {
      return "it does not speak TLS 1.3";
    }
    if (name.contains("ALERT") && (name.contains("CERTIFICATE") || name.contains("UNKNOWN_CA"))) {
      return "it does not accept this server's certificate";
    }
    return message;
  }

  /** Stands in the pipeline until the client has sent something. */
  private final class PlaintextWatch extends ChannelInboundHandlerAdapter {
    private final ChannelHandler negotiation;

    PlaintextWatch(ChannelHandler negotiation) {
      this.negotiation = negotiation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.pipeline().addAfter(context.name(), null, negotiation);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ByteBuf bytes
          && bytes.isReadable()
          && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
        log(context.channel(), "it speaks TLS, and this server does not");
      }
      context.pipeline().remove(this);
      context.fireChannelRead(message);
    }
  }

  /** Stands in the pipeline until the TLS handler is there, which one of the events brings. */
  private final class Watch extends ChannelInboundHandlerAdapter {
    private final ChannelHandler negotiation;

    Watch(ChannelHandler negotiation) {
      this.negotiation = negotiation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.pipeline().addAfter(context.name(), null, negotiation);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      watchHandshake(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.fireChannelActive();
      watchHandshake(context);
    }

    private void watchHandshake(ChannelHandlerContext context) {
      SslHandler handler = context.pipeline().get(SslHandler.class);
      if (handler == null || context.isRemoved()) {
        return;
      }
      context.pipeline().remove(this);
      Future<Channel> _ =
          handler
              .handshakeFuture()
              .addListener(
                  handshake -> {
                    if (!handshake.isSuccess()) {
                      failed(context.channel(), handshake.cause());
                    }
                  });
    }
  }
}
