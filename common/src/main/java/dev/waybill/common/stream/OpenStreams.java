package dev.waybill.common.stream;

import dev.waybill.common.auth.CallerContext;
import dev.waybill.common.auth.TokenTime;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.deadline.CallTimers;
import dev.waybill.common.error.Closing;
import dev.waybill.common.error.StreamErrors;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open streams of a server. Limits how many streams each caller may have open, and asks streams
 * to end shortly before their maximum age, when their caller's token expires, and when the server
 * stops.
 *
 * <p>A caller is a host, because services may run without authentication, and callers can open any
 * number of connections.
 */
public final class OpenStreams {
  /**
   * Streams end after 80 to 95 % of their maximum age, so that streams opened together do not end
   * together.
   */
  private static final double EARLIEST_END = 0.80;

  private static final double LATEST_END = 0.95;

  private final int maxPerCaller;
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private final Set<StreamLife> lives = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  public OpenStreams(int maxPerCaller) {
    this.maxPerCaller = maxPerCaller;
  }

  /** Returns the service with all of its streams tracked and counted here. */
  public BindableService guard(BindableService service) {
    return () -> ServerInterceptors.interceptForward(service, this::count, this::track);
  }

  /**
   * Returns the service with all of its streams tracked but not counted, so that operators can look
   * at a server from a host that has opened as many streams as it may.
   */
  public BindableService guardUncounted(BindableService service) {
    return () -> ServerInterceptors.interceptForward(service, this::track);
  }

  /** Asks all streams to end, including those that are opened before their client learns of it. */
  public void end() {
    ending = true;
    lives.forEach(StreamLife::end);
  }

  private <Q, R> Listener<Q> count(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    String caller = host(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    if (!enter(caller)) {
      Closing.close(call, StreamErrors.tooMany(maxPerCaller));
      return new Listener<>() {};
    }
    return started(call, headers, next, Context.current(), () -> leave(caller));
  }

  private <Q, R> Listener<Q> track(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MethodDescriptor<Q, R> method = call.getMethodDescriptor();
    if (method.getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    StreamLife life = new StreamLife();
    List<Future<?>> timers =
        Stream.concat(
                untilOld(method).map(time -> after(time, life::end)).stream(),
                untilExpired().map(time -> after(time, life::expire)).stream())
            .toList();
    lives.add(life);
    if (ending) {
      life.end();
    }
    return started(
        call,
        headers,
        next,
        Context.current().withValue(StreamLife.KEY, life),
        () -> {
          lives.remove(life);
          timers.forEach(timer -> timer.cancel(false));
        });
  }

  /**
   * Starts the call.
   *
   * @param over runs once when it is over, or if it cannot be started
   */
  private static <Q, R> Listener<Q> started(
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next,
      Context context,
      Runnable over) {
    try {
      return new EndListener<>(Contexts.interceptCall(context, call, headers, next), over);
    } catch (RuntimeException | Error e) {
      over.run();
      throw e;
    }
  }

  private boolean enter(String caller) {
    if (callers.merge(caller, 1, Integer::sum) <= maxPerCaller) {
      return true;
    }
    leave(caller);
    return false;
  }

  private void leave(String caller) {
    callers.computeIfPresent(caller, (_, open) -> open == 1 ? null : open - 1);
  }

  /** Returns how long until the stream nears its maximum age; empty if it is a foreign one. */
  private static Optional<Duration> untilOld(MethodDescriptor<?, ?> method) {
    return MethodPolicies.find(method).map(OpenStreams::untilOld);
  }

  private static Duration untilOld(Policy policy) {
    Duration maxAge = TimeMessages.toDuration(policy.getStream().getMaxAge());
    double part = ThreadLocalRandom.current().nextDouble(EARLIEST_END, LATEST_END);
    return Duration.ofNanos((long) (maxAge.toNanos() * part));
  }

  /** Returns how long the caller's token is still valid; empty if the caller is no person. */
  private static Optional<Duration> untilExpired() {
    return CallerContext.current() instanceof Caller.Person person
        ? Optional.of(TokenTime.left(person))
        : Optional.empty();
  }

  private static Future<?> after(Duration time, Runnable action) {
    return CallTimers.scheduler().schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  /** Runs a handler when a call is over for the transport too, however it ended. */
  private static final class EndListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable over;

    EndListener(Listener<Q> delegate, Runnable over) {
      super(delegate);
      this.over = over;
    }

    /** A call may report its end twice, as completed and as cancelled. */
    private void end() {
      if (ended.compareAndSet(false, true)) {
        over.run();
      }
    }

    @Override
    public void onCancel() {
      end();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      end();
      super.onComplete();
    }
  }
}
