package dev.waybill.common.stream;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.deadline.CallTimers;
import dev.waybill.common.error.Closing;
import dev.waybill.common.error.StreamErrors;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a server has open: admits each caller a limited number of them, and asks them to
 * end before their longest life is over and when the server stops.
 *
 * <p>A caller is a host: nothing authenticates callers, and connections are theirs to open.
 */
public final class OpenStreams implements ServerInterceptor {
  /** Streams opened together are not ended together: between 80 and 95 % of the longest life. */
  private static final double EARLIEST_END = 0.80;

  private static final double LATEST_END = 0.95;

  private final int maxPerCaller;
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private final Set<StreamLife> lives = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  public OpenStreams(int maxPerCaller) {
    this.maxPerCaller = maxPerCaller;
  }

  /** The service with all of its streams kept here. */
  public BindableService guard(BindableService service) {
    return () -> ServerInterceptors.intercept(service, this);
  }

  /** Asks all streams to end, those too that are opened before their client hears of it. */
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
    Runnable stopAging =
        MethodPolicies.find(method).map(policy -> startAging(life, policy)).orElse(() -> {});
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
          // The end of a call can be told twice, as its completion and as its cancellation.
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

  /** A foreign stream has no policy, and so no age. */
  private static Runnable startAging(StreamLife life, Policy policy) {
    Duration maxAge = TimeMessages.toDuration(policy.getStream().getMaxAge());
    var age = CallTimers.scheduler().schedule(life::end, endNanos(maxAge), TimeUnit.NANOSECONDS);
    return () -> age.cancel(false);
  }

  private static long endNanos(Duration maxAge) {
    double part = ThreadLocalRandom.current().nextDouble(EARLIEST_END, LATEST_END);
    return (long) (maxAge.toNanos() * part);
  }

  private static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}
