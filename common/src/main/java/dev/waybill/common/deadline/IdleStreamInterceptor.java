package dev.waybill.common.deadline;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Ends streams through which no message has passed, in either direction, for too long. */
public final class IdleStreamInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Policy policy = MethodPolicies.of(call.getMethodDescriptor());
    if (policy.hasUnary()) {
      return next.startCall(call, headers);
    }
    IdleTimer timer = new IdleTimer(call, MethodPolicies.idleTimeout(call.getMethodDescriptor()));
    ServerCall<Q, R> watched =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(R message) {
            timer.touch();
            super.sendMessage(message);
          }
        };
    timer.start();
    return new SimpleForwardingServerCallListener<>(next.startCall(watched, headers)) {
      @Override
      public void onMessage(Q message) {
        timer.touch();
        super.onMessage(message);
      }
    };
  }
}
