package dev.waybill.common.contract;

import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.OwnStatusException;
import dev.waybill.common.error.RpcErrors;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;

/**
 * Moves the decoding of requests into the call. gRPC decodes before any interceptor is asked, and
 * makes UNKNOWN and a stack trace in the log of what a caller has sent wrong.
 */
public final class RequestDecoding {
  private RequestDecoding() {}

  /** The service as one of undecoded messages, for the interceptors around it. */
  public static ServerServiceDefinition inside(ServerServiceDefinition service) {
    ServiceDescriptor descriptor = service.getServiceDescriptor();
    ServiceDescriptor.Builder outer =
        ServiceDescriptor.newBuilder(descriptor.getName())
            .setSchemaDescriptor(descriptor.getSchemaDescriptor());
    var methods = service.getMethods().stream().map(RequestDecoding::inside).toList();
    methods.forEach(method -> outer.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder wrapped = ServerServiceDefinition.builder(outer.build());
    methods.forEach(wrapped::addMethod);
    return wrapped.build();
  }

  private static <Q, R> ServerMethodDefinition<Received<Q>, R> inside(
      ServerMethodDefinition<Q, R> definition) {
    MethodDescriptor<Q, R> method = definition.getMethodDescriptor();
    ServerCallHandler<Q, R> handler = definition.getServerCallHandler();
    return ServerMethodDefinition.create(
        method.toBuilder(
                Received.marshaller(method.getRequestMarshaller()), method.getResponseMarshaller())
            .build(),
        (call, headers) ->
            new DecodingListener<>(handler.startCall(new DecodedCall<>(call, method), headers)));
  }

  private static StatusRuntimeException refusal(StatusRuntimeException failure) {
    // Larger than allowed once unpacked: what gRPC itself answers to one that is so from the start.
    return failure.getStatus().getCode() == Code.RESOURCE_EXHAUSTED
        ? new OwnStatusException(failure.getStatus(), new Metadata())
        : RpcErrors.common(
            Code.INVALID_ARGUMENT,
            CommonErrorReason.INVALID_REQUEST,
            "the message cannot be decoded");
  }

  /** The call under its own method, whose messages are decoded. */
  private static final class DecodedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final MethodDescriptor<Q, R> method;

    /** The type of its requests shows in nothing of a call but its method. */
    @SuppressWarnings("unchecked")
    DecodedCall(ServerCall<?, R> call, MethodDescriptor<Q, R> method) {
      super((ServerCall<Q, R>) call);
      this.method = method;
    }

    @Override
    public MethodDescriptor<Q, R> getMethodDescriptor() {
      return method;
    }
  }

  /** Passes on what a message holds; the error mapping ends the call when it holds nothing. */
  private static final class DecodingListener<Q> extends Listener<Received<Q>> {
    private final Listener<Q> delegate;

    DecodingListener(Listener<Q> delegate) {
      this.delegate = delegate;
    }

    @Override
    public void onMessage(Received<Q> received) {
      Q message;
      try {
        message = received.message();
      } catch (StatusRuntimeException e) {
        throw refusal(e);
      }
      delegate.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      delegate.onHalfClose();
    }

    @Override
    public void onCancel() {
      delegate.onCancel();
    }

    @Override
    public void onComplete() {
      delegate.onComplete();
    }

    @Override
    public void onReady() {
      delegate.onReady();
    }
  }
}
