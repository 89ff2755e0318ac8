package dev.waybill.common.rpc;

import com.google.protobuf.StringValue;
import dev.waybill.common.testing.InProcessService;
import io.grpc.CallOptions;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service with one made-up method behind the server's interceptors. Its client has no
 * interceptors, and it counts how often the call below all of them was closed. For other tests, use
 * {@link InProcessService}.
 */
public final class RawService implements AutoCloseable {
  private final MethodDescriptor<StringValue, StringValue> method;
  private final Server server;
  private final ManagedChannel channel;
  private final Counter counter;

  private RawService(
      MethodDescriptor<StringValue, StringValue> method,
      Server server,
      ManagedChannel channel,
      Counter counter) {
    this.method = method;
    this.server = server;
    this.channel = channel;
    this.counter = counter;
  }

  public static RawService start(
      MethodDescriptor<StringValue, StringValue> method,
      ServerCallHandler<StringValue, StringValue> handler) {
    String name = InProcessServerBuilder.generateName();
    Counter counter = new Counter();
    ServerServiceDefinition definition =
        StandardInterceptors.server(
            () ->
                ServerServiceDefinition.builder("sample.Sample")
                    .addMethod(method, handler)
                    .build());
    Server server =
        InProcessServerBuilder.forName(name)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(ServerInterceptors.intercept(definition, counter))
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RawService(method, server, InProcessChannelBuilder.forName(name).build(), counter);
  }

  /** Returns a handler that echoes each message. */
  public static ServerCallHandler<StringValue, StringValue> echoing() {
    return ServerCalls.asyncBidiStreamingCall(
        answers ->
            new StreamObserver<>() {
              @Override
              public void onNext(StringValue message) {
                answers.onNext(message);
              }

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onCompleted() {
                answers.onCompleted();
              }
            });
  }

  public RawCall call() {
    return RawCall.start(channel.newCall(method, CallOptions.DEFAULT));
  }

  public int closes() {
    return counter.closes.get();
  }

  public int completions() {
    return counter.completions.get();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** Sits outside all interceptors, where gRPC itself would throw on a second close. */
  private static final class Counter implements ServerInterceptor {
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger completions = new AtomicInteger();

    @Override
    public <Q, R> Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      ServerCall<Q, R> counted =
          new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
              closes.incrementAndGet();
              super.close(status, trailers);
            }
          };
      return new SimpleForwardingServerCallListener<>(next.startCall(counted, headers)) {
        @Override
        public void onComplete() {
          super.onComplete();
          completions.incrementAndGet();
        }
      };
    }
  }
}
