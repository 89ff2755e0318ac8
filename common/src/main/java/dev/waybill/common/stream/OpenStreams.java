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
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
public final class OpenStreams implements ServerInterceptor {
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

  /** Returns the service with all of its streams tracked here. */
  public BindableService guard(BindableService service) {
    return () -> ServerInterceptors.intercept(service, this);
  }

  /** Asks all streams to end, including those that are opened before their client learns of it. */
  public void end() {
    ending = true;
    lives.forEach(StreamLife::end);
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MethodDescriptor<Q, R> method = call.getMethodDescriptor();
    if (method.getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    String caller = host(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    if (!enter(caller)) {
      Closing.close(call, StreamErrors.tooMany(maxPerCaller));
      return new Listener<>() {};
    }
    StreamLife life = new StreamLife();
    Runnable stopAging = untilEnd(method).map(time -> startAging(life, time)).orElse(() -> {});
    return started(call, headers, next, caller, life, stopAging);
  }

  private <Q, R> Listener<Q> started(
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next,
      String caller,
      StreamLife life,
      Runnable stopAging) {
    lives.add(life);
    if (ending) {
      life.end();
    }
    Runnable over =
        () -> {
          // A call may report its end twice, as completed and as cancelled.
          if (lives.remove(life)) {
            stopAging.run();
            leave(caller);
          }
        };
    Context context = Context.current().withValue(StreamLife.KEY, life);
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

  /**
   * Returns how long the stream may last: until shortly before its maximum age, and at most until
   * its caller's token expires. Empty for a foreign stream of an unknown caller.
   */
  private static Optional<Duration> untilEnd(MethodDescriptor<?, ?> method) {
    return Stream.concat(
            MethodPolicies.find(method).stream().map(OpenStreams::untilOld),
            CallerContext.current() instanceof Caller.Person person
                ? Stream.of(TokenTime.left(person))
                : Stream.empty())
        .min(Comparator.naturalOrder());
  }

  private static Duration untilOld(Policy policy) {
    Duration maxAge = TimeMessages.toDuration(policy.getStream().getMaxAge());
    double part = ThreadLocalRandom.current().nextDouble(EARLIEST_END, LATEST_END);
    return Duration.ofNanos((long) (maxAge.toNanos() * part));
  }

  private static Runnable startAging(StreamLife life, Duration time) {
    var age = CallTimers.scheduler().schedule(life::end, time.toMillis(), TimeUnit.MILLISECONDS);
    return () -> age.cancel(false);
  }

  private static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  /** Runs a handler when a call is over for the transport too, however it ended. */
  private static final class EndListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Runnable over;

    EndListener(Listener<Q> delegate, Runnable over) {
      super(delegate);
      this.over = over;
    }

    @Override
    public void onCancel() {
      over.run();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      over.run();
      super.onComplete();
    }
  }
}
