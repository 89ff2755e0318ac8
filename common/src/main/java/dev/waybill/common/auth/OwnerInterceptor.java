package dev.waybill.common.auth;

import com.google.protobuf.Message;
import dev.waybill.common.caller.Caller;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Refuses requests in which a customer names another. The items of a client's stream are left to
 * the handler, because a bad item does not end the stream.
 */
final class OwnerInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Caller caller = CallerContext.current();
    Listener<Q> listener = next.startCall(call, headers);
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(Q request) {
        if (request instanceof Message message) {
          // If this throws, the error mapping around it ends the call.
          Owners.check(caller, message);
        }
        super.onMessage(request);
      }
    };
  }
}
