package dev.waybill.common.contract;

import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.OwnStatusException;
import dev.waybill.common.error.RpcErrors;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Decodes requests inside the call. gRPC itself decodes before any interceptor runs, and for a
 * message that a caller encoded wrongly it returns UNKNOWN and logs a stack trace.
 */
public final class RequestDecoding {
  private RequestDecoding() {}

  /** Returns the service with undecoded messages, for the interceptors around it. */
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
    // A compressed message that is too large when unpacked gets gRPC's own error, like one that is
    // too large from the start.
    return failure.getStatus().getCode() == Code.RESOURCE_EXHAUSTED
        ? new OwnStatusException(failure.getStatus(), new Metadata())
        : RpcErrors.common(
            Code.INVALID_ARGUMENT,
            CommonErrorReason.INVALID_REQUEST,
            "the message cannot be decoded");
  }

  /** The call with its own method, whose messages are decoded. */
  private static final class DecodedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final MethodDescriptor<Q, R> method;

    /** The cast is safe, because a call's request type is visible only in its method. */
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

  /** Passes on decoded messages. If one cannot be decoded, the error mapping ends the call. */
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

  /** A received message, or the exception thrown when it was decoded. */
  private record Received<Q>(Supplier<Q> content) {
    /** Returns the message, or throws the exception. */
    Q message() {
      return content.get();
    }

    /** Returns a marshaller that keeps the exception of the given one until the message is read. */
    static <Q> Marshaller<Received<Q>> marshaller(Marshaller<Q> messages) {
      return new Marshaller<>() {
        @Override
        public InputStream stream(Received<Q> received) {
          return messages.stream(received.message());
        }

        @Override
        public Received<Q> parse(InputStream stream) {
          try {
            Q message = messages.parse(stream);
            return new Received<>(() -> message);
          } catch (StatusRuntimeException e) {
            return new Received<>(
                () -> {
                  throw e;
                });
          }
        }
      };
    }
  }
}
