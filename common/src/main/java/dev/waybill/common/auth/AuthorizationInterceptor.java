package dev.waybill.common.auth;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.caller.Role;
import dev.waybill.common.contract.MayCall;
import dev.waybill.common.error.Closing;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets only those call a method who may. Refuses before the request is decoded. */
final class AuthorizationInterceptor implements ServerInterceptor {
  private final Function<MethodDescriptor<?, ?>, MayCall> rule;
  private final ConcurrentMap<MethodDescriptor<?, ?>, MayCall> known = new ConcurrentHashMap<>();

  AuthorizationInterceptor(Function<MethodDescriptor<?, ?>, MayCall> rule) {
    this.rule = rule;
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MayCall mayCall = known.computeIfAbsent(call.getMethodDescriptor(), rule);
    Optional<StatusRuntimeException> refusal = refusal(CallerContext.current(), mayCall);
    if (refusal.isPresent()) {
      Closing.close(call, refusal.get());
      return new Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  private static Optional<StatusRuntimeException> refusal(Caller caller, MayCall mayCall) {
    return switch (caller) {
      case Caller.Anyone _ -> Optional.empty();
      case Caller.Stranger _ -> Optional.of(AuthErrors.missingCredentials());
      case Caller.Person person when mayCall.admits(person.roles()) -> Optional.empty();
      case Caller.Person _ -> Optional.of(AuthErrors.notAllowed(explain(mayCall)));
      case Caller.Service service when mayCall.admitsService(service.names()) -> Optional.empty();
      case Caller.Service _ -> Optional.of(AuthErrors.notAllowed(explain(mayCall)));
    };
  }

  private static String explain(MayCall mayCall) {
    return "the method is for %s only"
        .formatted(
            mayCall.roles().stream().map(Role::title).sorted().collect(Collectors.joining(", ")));
  }
}
